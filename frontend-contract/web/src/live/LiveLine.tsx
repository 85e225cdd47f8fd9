import { useEffect, useState } from "react";
import { t } from "../language/language";
import { useMessaging } from "../services";
import { useValue } from "./Value";
import "./live.css";

/** Says that nothing comes by itself at the moment, and when it is tried again. */
export function LiveLine() {
  const { live } = useMessaging();
  const state = useValue(live.state);
  return state.mode === "waiting" ? <Waiting until={state.until} onNow={() => live.now()} /> : null;
}

function Waiting({ until, onNow }: { until: number; onNow: () => void }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <p className="live-line">
      {t("live.waiting", { seconds: Math.max(0, Math.ceil((until - now) / 1_000)) })}{" "}
      <button type="button" className="live-line__now" onClick={onNow}>
        {t("live.now")}
      </button>
    </p>
  );
}
