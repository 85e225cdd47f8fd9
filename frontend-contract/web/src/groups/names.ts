import type { MessageGroup } from "@cruddur/messaging-client";
import { locale, t } from "../language/language";

/** So many names are said; of more people, how many there are besides. */
const NAMES = 3;

const list = new Intl.ListFormat(locale, { type: "unit", style: "short" });

export const isGroup = ({ handle }: Pick<MessageGroup, "handle">) => handle === null;

/** What a conversation is called. The title that the server makes of a group has all names. */
export function nameOf({ display_name, handle, members }: MessageGroup, own: string | undefined): string {
  const others = members.filter(({ uuid }) => uuid !== own);
  if (handle !== null || others.length <= NAMES) {
    return display_name;
  }
  const names = list.format(others.slice(0, NAMES).map((member) => member.display_name));
  return t("groups.andOthers", { names, count: others.length - NAMES });
}
