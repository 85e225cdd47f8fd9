import deData from "emojibase-data/de/data.json?url";
import deNames from "emojibase-data/de/messages.json?url";
import enData from "emojibase-data/en/data.json?url";
import enNames from "emojibase-data/en/messages.json?url";
import type { Emoji, MessagesDataset } from "emojibase";
import type { EmojiData } from "frimousse";
import { language } from "../language/language";

/** Newer emoji are empty boxes on many devices. */
const VERSION = 15;
const FILES = { de: [deData, deNames], en: [enData, enNames] } as const;
/** Parts of emoji, not emoji. */
const COMPONENTS = "component";

/** The emoji with their names in the language of the pages, from files of our own. */
export async function emojiData(locale: string, { signal }: { signal?: AbortSignal }): Promise<EmojiData> {
  const read = async <T>(url: string) => (await (await fetch(url, { signal: signal ?? null })).json()) as T;
  const [data, names] = FILES[language];
  const [all, { groups, skinTones }] = await Promise.all([read<Emoji[]>(data), read<MessagesDataset>(names)]);
  const shown = groups.filter(({ key }) => key !== COMPONENTS);
  const orders = new Set<number | undefined>(shown.map(({ order }) => order));
  return {
    locale,
    categories: shown.map(({ order, message }) => ({ index: order, label: message })),
    emojis: all
      .filter(({ group, version }) => orders.has(group) && version <= VERSION)
      .map(({ emoji, group, version, label, tags }) => ({ emoji, category: group!, version, label, tags: tags ?? [] })),
    skinTones: Object.fromEntries(skinTones.map(({ key, message }) => [key, message])) as EmojiData["skinTones"],
  };
}
