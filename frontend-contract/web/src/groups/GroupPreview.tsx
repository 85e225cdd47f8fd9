import { rich, t } from "../language/language";
import { useValue } from "../live/Value";
import { isNotSent, type Outgoing } from "../messages/Outbox";
import { plain } from "../messages/parts";
import { useMessaging } from "../services";

/** What is on its way to a place: what is not sent first, otherwise the newest. */
export function useOutgoing(place: string): Outgoing | undefined {
  const { outbox } = useMessaging();
  const items = useValue(outbox.items).filter((item) => item.place === place);
  return items.find(isNotSent) ?? items.at(-1);
}

interface GroupPreviewProps {
  outgoing: Outgoing | undefined;
  draft: string;
  /** Who wrote the text, if that is worth saying. */
  speaker?: string | undefined;
  text: string;
}

/** The second line of a row: what did not get there, what is being written, or what was said last. */
export function GroupPreview({ outgoing, draft, speaker, text }: GroupPreviewProps) {
  if (outgoing && isNotSent(outgoing)) {
    return <Marked mark={t("groups.notSent")} isBad text={outgoing.text} />;
  }
  if (draft) {
    return <Marked mark={t("groups.draft")} text={draft} />;
  }
  if (outgoing) {
    return <Said by={t("conversation.you")} text={outgoing.text} />;
  }
  return <Said by={speaker} text={text} />;
}

function Said({ by, text }: { by: string | undefined; text: string }) {
  const said = <bdi>{plain(text)}</bdi>;
  return by ? rich("groups.said", { name: <bdi>{plain(by)}</bdi>, text: said }) : said;
}

function Marked({ mark, text, isBad }: { mark: string; text: string; isBad?: boolean }) {
  return (
    <>
      <strong className={isBad ? "group__mark group__mark--bad" : "group__mark"}>{mark}</strong>{" "}
      <bdi>{plain(text)}</bdi>
    </>
  );
}
