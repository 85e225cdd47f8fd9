import type { Me, MeChange, UserShort } from "@cruddur/messaging-client";
import { useEffect, useMemo, useRef, useState } from "react";
import { t } from "../language/language";
import { useValue } from "../live/Value";
import { plain } from "../messages/parts";
import { useMessaging, useServices } from "../services";
import { Shell } from "../shell/Shell";
import { Avatar } from "../ui/Avatar";
import { LanguageChoice } from "../ui/LanguageChoice";
import { Notice } from "../ui/Notice";
import { Skeleton } from "../ui/Skeleton";
import { useView } from "../ui/useView";
import { NotificationSettings } from "./NotificationSettings";
import { OwnSettings } from "./OwnSettings";
import { Switch } from "./Switch";
import "./settings.css";

/** What one decides about oneself. Each choice counts at once. */
export default function SettingsPage() {
  const { client } = useServices();
  const { me } = useMessaging();
  const settings = useMemo(() => new OwnSettings(client, me), [client, me]);
  const own = useValue(me);
  const [problem, setProblem] = useState<unknown>(null);
  const [said, setSaid] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);
  useView(t("settings.title"), "settings", heading);

  useEffect(() => {
    const gone = new AbortController();
    settings.load(gone.signal).catch((error: unknown) => gone.signal.aborted || setProblem(error));
    return () => gone.abort();
  }, [settings]);

  async function change(choice: MeChange) {
    setProblem(null);
    setSaid("");
    try {
      await settings.change(choice);
      setSaid(t("settings.saved"));
    } catch (error) {
      setProblem(error);
    }
  }

  return (
    <Shell>
      <div className="settings">
        <h1 ref={heading} tabIndex={-1} className="settings__title">
          {t("settings.title")}
        </h1>
        {problem !== null && <Notice problem={problem} />}
        <p className="visually-hidden" role="status">
          {said}
        </p>
        {own ? (
          <>
            <WhoAmI me={own} />
            <Choices me={own} onChange={(choice) => void change(choice)} />
          </>
        ) : (
          <Skeleton rows={3} shape="row" label={t("settings.loading")} />
        )}
        <NotificationSettings />
        <BlockedPeople />
        <section className="settings__section">
          <h2 className="settings__heading">{t("app.language")}</h2>
          <LanguageChoice />
        </section>
      </div>
    </Shell>
  );
}

function WhoAmI({ me }: { me: Me }) {
  return (
    <div className="settings__me">
      <Avatar name={me.display_name} of={me.handle} />
      <p className="settings__who">
        <bdi className="settings__name">{plain(me.display_name)}</bdi>
        <bdi className="field__hint">@{me.handle}</bdi>
      </p>
    </div>
  );
}

const FROM = [
  { value: "everyone", label: "settings.fromEveryone" },
  { value: "known", label: "settings.fromKnown" },
] as const;

function Choices({ me, onChange }: { me: Me; onChange: (change: MeChange) => void }) {
  return (
    <>
      <section className="settings__section">
        <fieldset className="field">
          <legend className="settings__heading">{t("settings.from")}</legend>
          {FROM.map(({ value, label }) => (
            <label key={value} className="field__choice">
              <input
                type="radio"
                name="accepts_messages_from"
                checked={me.accepts_messages_from === value}
                onChange={() => onChange({ accepts_messages_from: value })}
              />
              {t(label)}
            </label>
          ))}
          <p className="field__hint">{t("settings.fromHint")}</p>
        </fieldset>
      </section>
      <section className="settings__section" aria-labelledby="settings-seen">
        <h2 id="settings-seen" className="settings__heading">
          {t("settings.seen")}
        </h2>
        <Switch
          isOn={me.read_receipts}
          text="settings.receipts"
          hint="settings.receiptsHint"
          onChange={(read_receipts) => onChange({ read_receipts })}
        />
        <Switch
          isOn={me.presence}
          text="settings.presence"
          hint="settings.presenceHint"
          onChange={(presence) => onChange({ presence })}
        />
      </section>
    </>
  );
}

function BlockedPeople() {
  const { blocks } = useMessaging();
  const people = useValue(blocks.people);
  const [problem, setProblem] = useState<unknown>(null);
  const [said, setSaid] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => void blocks.load().catch(setProblem), [blocks]);

  async function unblock(person: UserShort) {
    setProblem(null);
    try {
      await blocks.unblock(person);
      setSaid(t("blocks.unblocked", { name: person.display_name }));
      heading.current?.focus();
    } catch (error) {
      setProblem(error);
    }
  }

  return (
    <section className="settings__section" aria-labelledby="settings-blocked">
      <h2 ref={heading} id="settings-blocked" className="settings__heading" tabIndex={-1}>
        {t("blocks.title")}
      </h2>
      {problem !== null && (
        <Notice problem={problem} onTryAgain={() => void blocks.load().then(() => setProblem(null), setProblem)} />
      )}
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {people === null && problem === null && <Skeleton rows={1} shape="row" label={t("settings.loading")} />}
      {people?.length === 0 && <p className="field__hint">{t("blocks.none")}</p>}
      <ul>
        {people?.map((person) => (
          <li key={person.uuid} className="settings__person">
            <Avatar name={person.display_name} of={person.handle} size="small" />
            <span className="settings__who">
              <bdi className="settings__name">{plain(person.display_name)}</bdi>
              <bdi className="field__hint">@{person.handle}</bdi>
            </span>
            <button
              type="button"
              className="button"
              aria-label={t("menu.unblock", { name: person.display_name })}
              onClick={() => void unblock(person)}
            >
              {t("blocks.unblock")}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
