import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { loadConfig } from "./config";
import { locale, t } from "./language/language";
import { createServices, ServicesProvider } from "./services";
import { Session } from "./session/Session";
import "./ui/base.css";
import "./ui/conditions.css";

document.documentElement.lang = locale;
const root = createRoot(document.getElementById("root")!);

async function begin(): Promise<void> {
  const config = await loadConfig();
  const session = new Session(config.sign_in, location.origin, sessionStorage, localStorage);
  session.follow();
  await session.restore();
  root.render(
    <StrictMode>
      <ServicesProvider services={createServices(session)}>
        <App />
      </ServicesProvider>
    </StrictMode>,
  );
}

begin().catch((error: unknown) => {
  console.error(error);
  root.render(
    <main className="broken" role="alert">
      <h1>{t("app.cannotStart")}</h1>
      <p>{t("app.cannotStartDetail")}</p>
      <button type="button" className="button button--primary" onClick={() => location.reload()}>
        {t("app.reload")}
      </button>
    </main>,
  );
});

// The browser may show a page as it was left, on its way to the sign-in.
addEventListener("pageshow", (event) => {
  if (event.persisted) {
    location.reload();
  }
});
