import type { UserShort } from "@cruddur/messaging-client";
import { locale, t } from "../language/language";
import { Avatar } from "../ui/Avatar";
import { plain } from "./parts";

const list = new Intl.ListFormat(locale, { type: "conjunction" });
/** More are a number. */
const MOST = 5;

/** Who in a group has read up to here, and not further. */
export function Seen({ people }: { people: readonly UserShort[] }) {
  const names = list.format(people.map(({ display_name }) => plain(display_name)));
  return (
    <span
      className="message__seen"
      role="img"
      aria-label={t("message.seenBy", { names })}
      title={t("message.seenBy", { names })}
    >
      {people.slice(0, MOST).map(({ uuid, handle, display_name }) => (
        <Avatar key={uuid} name={display_name} of={handle} size="small" />
      ))}
      {people.length > MOST && <span aria-hidden="true">{`+${people.length - MOST}`}</span>}
    </span>
  );
}
