import { t } from "../language/language";
import { useValue } from "../live/Value";
import { useMessaging } from "../services";
import { Switch } from "./Switch";

/** Of this browser, not of the account. The browser is asked only after a click. */
export function NotificationSettings() {
  const { notifications } = useMessaging();
  const { permission, isOn, hasSound } = useValue(notifications.state);
  return (
    <section className="settings__section" aria-labelledby="settings-notifications">
      <h2 id="settings-notifications" className="settings__heading">
        {t("notifications.title")}
      </h2>
      {permission === "unsupported" && <p className="field__hint">{t("notifications.unsupported")}</p>}
      {permission === "denied" && <p className="field__hint">{t("notifications.denied")}</p>}
      {permission === "default" && (
        <>
          <button type="button" className="button" onClick={() => void notifications.turnOn()}>
            {t("notifications.turnOn")}
          </button>
          <p className="field__hint">{t("notifications.hint")}</p>
        </>
      )}
      {permission === "granted" && (
        <Switch
          isOn={isOn}
          text="notifications.show"
          hint="notifications.hint"
          onChange={(on) => (on ? void notifications.turnOn() : notifications.turnOff())}
        />
      )}
      {permission === "granted" && isOn && (
        <Switch
          isOn={hasSound}
          text="notifications.sound"
          hint="notifications.soundHint"
          onChange={(on) => notifications.setSound(on)}
        />
      )}
    </section>
  );
}
