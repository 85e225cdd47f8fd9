import { Avatar } from "../ui/Avatar";
import { t } from "../language/language";

/** A conversation that begins with its first message. */
export function MessageGroupNewItem({ handle }: { handle: string }) {
  return (
    <li>
      <span className="group" aria-current="page">
        <Avatar name={handle} of={handle} />
        <span className="group__body">
          <span className="group__top">
            <span className="group__name">@{handle}</span>
          </span>
          <span className="group__bottom">
            <span className="group__preview">{t("groups.new")}</span>
          </span>
        </span>
      </span>
    </li>
  );
}
