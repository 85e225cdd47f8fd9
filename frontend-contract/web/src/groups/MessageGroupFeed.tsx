import { pages } from "../addresses.json";
import { useCallback, useRef, useSyncExternalStore } from "react";
import { useRoute } from "wouter";
import { useValue } from "../live/Value";
import { handleIn } from "../messages/places";
import { useMessaging } from "../services";
import { Empty } from "../ui/Empty";
import { Notice } from "../ui/Notice";
import { Skeleton } from "../ui/Skeleton";
import { useScrollMemory } from "../ui/useScrollMemory";
import { hasRoom } from "../ui/useView";
import { useNearness } from "../ui/useNearness";
import { MessageGroupItem } from "./MessageGroupItem";
import { MessageGroupNewItem } from "./MessageGroupNewItem";
import { NewConversationForm } from "./NewConversationForm";
import "./groups.css";
import { t } from "../language/language";

/**
 * The conversations, newest first.
 *
 * @param isHeading whether no conversation is open; an open one says itself that the server does not answer
 */
export function MessageGroupFeed({ isHeading }: { isHeading: boolean }) {
  const { groups: list } = useMessaging();
  const { groups, loaded, older, problem } = useValue(list.state);
  const [, newRoute] = useRoute<{ handle: string }>(pages.newConversation);
  const newHandle = newRoute?.handle.toLowerCase();
  const begun = useBegun(newHandle);
  const [, openRoute] = useRoute<{ message_group_uuid: string }>(pages.conversation);
  const scroller = useRef<HTMLDivElement>(null);
  useScrollMemory(scroller, "groups", isHeading || hasRoom());
  const end = useRef<HTMLDivElement>(null);
  const Heading = isHeading ? "h1" : "h2";

  const loadOlder = useCallback(() => void list.loadOlder(), [list]);
  useNearness(end, older === "more", groups.length, loadOlder, { margin: "300px" });

  return (
    <section className="groups" aria-labelledby="groups-heading">
      <header className="groups__header">
        <Heading id="groups-heading" tabIndex={-1} className="groups__title">
          {t("groups.title")}
        </Heading>
        <NewConversationForm />
      </header>
      {problem !== null && isHeading && <Notice problem={problem} isWaiting onTryAgain={() => list.tryAgain()} />}
      <div ref={scroller} className="groups__scroll">
        {!loaded && (problem === null || !isHeading) && <Skeleton rows={6} shape="row" label={t("groups.loading")} />}
        {loaded && groups.length === 0 && begun.length === 0 && (
          <Empty icon="messages" title={t("groups.empty")}>
            {t("groups.emptyText")}
          </Empty>
        )}
        <ul className="groups__list">
          {begun.map((handle) => (
            <MessageGroupNewItem key={handle} handle={handle} isOpen={handle === newHandle} />
          ))}
          {groups.map((group) => (
            <MessageGroupItem key={group.uuid} group={group} isOpen={group.uuid === openRoute?.message_group_uuid} />
          ))}
        </ul>
        {loaded && <div ref={end} className="groups__end" />}
        {older === "loading" && <Skeleton rows={2} shape="row" label={t("groups.loadingOlder")} />}
        {older === "failed" && (
          <button type="button" className="button groups__more" onClick={loadOlder}>
            {t("groups.olderFailed")}
          </button>
        )}
      </div>
    </section>
  );
}

/** The handles to which something was written that is no conversation yet, with the one that is open. */
function useBegun(open: string | undefined): string[] {
  const { drafts, outbox } = useMessaging();
  const drafted = useSyncExternalStore(drafts.all.subscribe, () => handlesIn(Object.keys(drafts.all.get())).join());
  const sent = handlesIn(useValue(outbox.items).map(({ place }) => place));
  return [...new Set([...(open ? [open] : []), ...sent, ...drafted.split(",").filter(Boolean)])];
}

const handlesIn = (places: string[]) => places.map(handleIn).filter((handle) => handle !== undefined);
