import { useCallback, useRef } from "react";
import { useRoute } from "wouter";
import { useValue } from "../live/Value";
import { useMessaging } from "../services";
import { Empty } from "../ui/Empty";
import { Notice } from "../ui/Notice";
import { Skeleton } from "../ui/Skeleton";
import { useNearness } from "../ui/useNearness";
import { MessageGroupItem } from "./MessageGroupItem";
import { MessageGroupNewItem } from "./MessageGroupNewItem";
import { NewConversationForm } from "./NewConversationForm";
import "./groups.css";
import { t } from "../language/language";

/** The conversations, newest first. */
export function MessageGroupFeed({ isHeading }: { isHeading: boolean }) {
  const { groups: list } = useMessaging();
  const { groups, loaded, older, problem } = useValue(list.state);
  const [isNew, newRoute] = useRoute("/messages/new/:handle");
  const [, openRoute] = useRoute("/messages/:message_group_uuid");
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
      {problem !== null && <Notice problem={problem} isWaiting onTryAgain={() => list.tryAgain()} />}
      <div className="groups__scroll">
        {!loaded && problem === null && <Skeleton rows={6} shape="row" label={t("groups.loading")} />}
        {loaded && groups.length === 0 && !isNew && (
          <Empty icon="messages" title={t("groups.empty")}>
            {t("groups.emptyText")}
          </Empty>
        )}
        <ul className="groups__list">
          {isNew && newRoute && <MessageGroupNewItem handle={newRoute.handle} />}
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
