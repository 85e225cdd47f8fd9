import { useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { pages } from "../addresses";
import { useServices } from "../services";
import { useView } from "../ui/useView";
import "./signin.css";
import { t } from "../language/language";

/** Where the sign-in comes back to, and where it can be begun again when it did not work. */
export function SigninPage({ isCallback }: { isCallback: boolean }) {
  const { session } = useServices();
  const [, navigate] = useLocation();
  const [failed, setFailed] = useState(false);
  const begun = useRef(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useView(t("signIn.view"), "sign in", heading);

  useEffect(() => {
    // The code in the address works once only.
    if (isCallback && !begun.current) {
      begun.current = true;
      session.completeSignIn().then(
        (returnTo) => navigate(returnTo, { replace: true }),
        () => setFailed(true),
      );
    }
  }, [isCallback, session, navigate]);

  return (
    <main className="signin">
      <img src="/favicon.svg" alt="" width="56" height="56" />
      {isCallback && !failed ? (
        <h1 ref={heading} tabIndex={-1} className="signin__title" role="status">
          {t("signIn.working")}
        </h1>
      ) : (
        <>
          <h1 ref={heading} tabIndex={-1} className="signin__title">
            {t(failed ? "signIn.failed" : "signIn.title")}
          </h1>
          <p className="signin__text" role={failed ? "alert" : undefined}>
            {t(failed ? "signIn.failedText" : "signIn.text")}
          </p>
          <button type="button" className="button button--primary" onClick={() => void session.signIn(pages.messages)}>
            {t("signIn.button")}
          </button>
        </>
      )}
    </main>
  );
}
