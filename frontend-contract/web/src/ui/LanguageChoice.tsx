import { chooseLanguage, language, NAMES, t, type Language } from "../language/language";

/** The other languages, each in its own words. Choosing one loads the pages anew. */
export function LanguageChoice() {
  const others = (Object.keys(NAMES) as Language[]).filter((name) => name !== language);
  return (
    <p className="languages" role="group" aria-label={t("app.language")}>
      {others.map((name) => (
        <button key={name} type="button" className="link-button" lang={name} onClick={() => chooseLanguage(name)}>
          {NAMES[name]}
        </button>
      ))}
    </p>
  );
}
