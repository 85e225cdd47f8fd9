import { Suspense, useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Link, useRoute } from "wouter";
import { pages } from "../addresses";
import { t } from "../language/language";
import { useValue } from "../live/Value";
import { handleIn } from "../messages/places";
import { useMessaging } from "../services";
import { Empty } from "../ui/Empty";
import { Icon } from "../ui/Icon";
import { Notice } from "../ui/Notice";
import { Skeleton } from "../ui/Skeleton";
import { useNearness } from "../ui/useNearness";
import { useScrollMemory } from "../ui/useScrollMemory";
import { hasRoom } from "../ui/useView";
import "./groups.css";
import { MessageGroupItem } from "./MessageGroupItem";
import { MessageGroupNewItem } from "./MessageGroupNewItem";
import { NewConversationDialog } from "./onDemand";

/**
 * The conversations, newest first: those that are archived, or the others.
 *
 * @param isHeading whether no conversation is open; an open one says itself that the server does not answer
 */
export function MessageGroupFeed({ isHeading, isArchive }: { isHeading: boolean; isArchive: boolean }) {
  const messaging = useMessaging();
  const list = isArchive ? messaging.archived : messaging.groups;
  const { groups, loaded, older, problem } = useValue(list.state);
  const [, newRoute] = useRoute<{ handle: string }>(pages.newConversation);
  const newHandle = newRoute?.handle.toLowerCase();
  const allBegun = useBegun(newHandle);
  const begun = isArchive ? [] : allBegun;
  const [, openRoute] = useRoute<{ message_group_uuid: string }>(pages.conversation);
  const scroller = useRef<HTMLDivElement>(null);
  useScrollMemory(scroller, isArchive ? "archived" : "groups", isHeading || hasRoom());
  const end = useRef<HTMLDivElement>(null);
  const Heading = isHeading ? "h1" : "h2";
  // The others are kept up to date on every page, for the badge.
  useEffect(() => (isArchive ? list.open() : undefined), [isArchive, list]);

  const loadOlder = useCallback(() => void list.loadOlder(), [list]);
  useNearness(end, older === "more", groups.length, loadOlder, { margin: "300px" });

  return (
    <section className="groups" aria-labelledby="groups-heading">
      <header className="groups__header">
        {isArchive && (
          <Link href={pages.messages} className="icon-button" aria-label={t("archive.back")} title={t("archive.back")}>
            <Icon name="back" />
          </Link>
        )}
        <Heading id="groups-heading" tabIndex={-1} className="groups__title">
          {t(isArchive ? "archive.title" : "groups.title")}
        </Heading>
        {!isArchive && <Beginnings />}
      </header>
      {problem !== null && isHeading && <Notice problem={problem} isWaiting onTryAgain={() => list.tryAgain()} />}
      <div ref={scroller} className="groups__scroll">
        {!loaded && (problem === null || !isHeading) && <Skeleton rows={6} shape="row" label={t("groups.loading")} />}
        {loaded && groups.length === 0 && begun.length === 0 && (
          <Empty icon={isArchive ? "archive" : "messages"} title={t(isArchive ? "archive.empty" : "groups.empty")}>
            {t(isArchive ? "archive.emptyText" : "groups.emptyText")}
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

/** The way to what is archived, and to a new conversation. */
function Beginnings() {
  const [isStarting, setStarting] = useState(false);
  return (
    <>
      <Link href={pages.archived} className="icon-button" aria-label={t("archive.title")} title={t("archive.title")}>
        <Icon name="archive" />
      </Link>
      <button
        type="button"
        className="icon-button groups__new"
        aria-label={t("groups.new")}
        title={t("groups.new")}
        onClick={() => setStarting(true)}
      >
        <Icon name="newMessage" />
      </button>
      {isStarting && (
        <Suspense>
          <NewConversationDialog onClose={() => setStarting(false)} />
        </Suspense>
      )}
    </>
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
