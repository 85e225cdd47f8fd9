import type { MessageGroup } from "@cruddur/messaging-client";
import { locale, t } from "../language/language";

/** So many names are said; of more people, how many there are besides. */
const NAMES = 3;

const list = new Intl.ListFormat(locale, { type: "unit", style: "short" });

export const isGroup = ({ handle }: Pick<MessageGroup, "handle">) => handle === null;

/** What a conversation is called: the other's name; of a group its title, or the names of the others. */
export function nameOf(group: MessageGroup, own: string | undefined): string {
  const { display_name, title, members, member_count } = group;
  if (!isGroup(group) || title !== null || own === undefined) {
    return title ?? display_name;
  }
  const others = members.filter(({ uuid }) => uuid !== own).map((member) => member.display_name);
  // A row of the list has only the first ones.
  const count = Math.max(member_count - 1, others.length);
  if (count === 0) {
    return t("groups.onlyMe");
  }
  const named = others.slice(0, NAMES);
  const names = list.format(named);
  return count > named.length ? t("groups.andOthers", { names, count: count - named.length }) : names;
}
