import { Link } from "wouter";
import { newConversationAddress } from "../addresses";
import { t } from "../language/language";
import { useDraft } from "../messages/Drafts";
import { placeOf } from "../messages/places";
import { useMessaging } from "../services";
import { Avatar } from "../ui/Avatar";
import { GroupPreview, useOutgoing } from "./GroupPreview";

/** A conversation that begins with its first message. */
export function MessageGroupNewItem({ handle, isOpen }: { handle: string; isOpen: boolean }) {
  const { drafts } = useMessaging();
  const place = placeOf({ handle });
  const draft = useDraft(drafts, place);
  const outgoing = useOutgoing(place);
  return (
    <li>
      <Link href={newConversationAddress(handle)} className="group" aria-current={isOpen ? "page" : undefined}>
        <Avatar name={handle} of={handle} />
        <span className="group__body">
          <span className="group__top">
            <span className="group__name">@{handle}</span>
          </span>
          <span className="group__bottom">
            <span className="group__preview">
              <GroupPreview outgoing={outgoing} draft={isOpen ? "" : draft} text={t("groups.new")} />
            </span>
          </span>
        </span>
      </Link>
    </li>
  );
}
