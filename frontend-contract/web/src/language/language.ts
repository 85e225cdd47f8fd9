import { IntlMessageFormat } from "intl-messageformat";
import { Children, type ReactElement, type ReactNode } from "react";
import type { en } from "./en";

export type Key = keyof typeof en;
export type Texts = Record<Key, string>;
export type Language = keyof typeof NAMES;

/** The languages of the pages, as they call themselves. */
export const NAMES = { en: "English", de: "Deutsch" };

/** The reader's only are loaded. */
const TEXTS: Record<Language, () => Promise<Texts>> = {
  en: () => import("./en").then((module) => module.en),
  de: () => import("./de").then((module) => module.de),
};
const CHOICE = "cruddur.language";

const languageOf = (locale: string) => locale.toLowerCase().split("-")[0]!;
const isKnown = (language: string | null): language is Language => language !== null && language in NAMES;

/**
 * The locale of texts, numbers and dates: the reader's first one whose language the pages have, with its region.
 *
 * @param wanted the reader's locales, best first
 * @param chosen the language that the reader chose on the pages, if any
 */
export function localeFor(wanted: readonly string[], chosen: string | null): string {
  if (isKnown(chosen)) {
    return wanted.find((locale) => languageOf(locale) === chosen) ?? chosen;
  }
  return wanted.find((locale) => isKnown(languageOf(locale))) ?? "en";
}

export type Values = Record<string, string | number>;
export type RichValues = Record<string, string | number | ReactElement | ((inner: ReactNode) => ReactNode)>;

function textsIn(
  locale: string,
  texts: Texts,
): {
  t: (key: Key, values?: Values) => string;
  /** With elements: `<name>…</name>` in a text becomes what the value `name` makes of its content. */
  rich: (key: Key, values: RichValues) => ReactNode;
} {
  const formats = new Map<Key, IntlMessageFormat>();
  function format(key: Key): IntlMessageFormat {
    const known = formats.get(key) ?? new IntlMessageFormat(texts[key], locale);
    formats.set(key, known);
    return known;
  }
  return {
    t: (key, values) => String(format(key).format(values)),
    rich: (key, values) => Children.toArray(format(key).format<ReactNode>(values as never) as ReactNode),
  };
}

/** Chosen once, when the pages start. */
export const locale = localeFor(navigator.languages, localStorage.getItem(CHOICE));
export const language = languageOf(locale) as Language;
export const { t, rich } = textsIn(locale, await TEXTS[language]());

export function chooseLanguage(chosen: Language): void {
  localStorage.setItem(CHOICE, chosen);
  location.reload();
}
