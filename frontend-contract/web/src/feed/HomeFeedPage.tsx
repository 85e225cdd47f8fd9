import type { Activity } from "@cruddur/messaging-client";
import { useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import { newConversationAddress } from "../addresses";
import { poll, type Polling } from "../live/poll";
import { useValue } from "../live/Value";
import { MessageText } from "../messages/MessageText";
import { plain } from "../messages/parts";
import { useServices } from "../services";
import { Shell } from "../shell/Shell";
import { Avatar } from "../ui/Avatar";
import { Empty } from "../ui/Empty";
import { LanguageChoice } from "../ui/LanguageChoice";
import { Icon } from "../ui/Icon";
import { Notice } from "../ui/Notice";
import { Skeleton } from "../ui/Skeleton";
import { fullTime, timeAgo } from "../ui/time";
import { useView } from "../ui/useView";
import "./feed.css";
import { t } from "../language/language";

const INTERVAL = 30_000;

/** The newest activities of everybody. Needs no sign-in. */
export function HomeFeedPage() {
  const { session, client, feed } = useServices();
  const user = useValue(session.user);
  const activities = useValue(feed);
  const [problem, setProblem] = useState<unknown>(null);
  const polling = useRef<Polling>(undefined);
  const heading = useRef<HTMLHeadingElement>(null);
  useView(t("home.title"), "home", heading);

  useEffect(() => {
    polling.current = poll({
      interval: () => INTERVAL,
      longestPause: INTERVAL,
      run: async (signal) => feed.set(await client.homeActivities({ signal })),
      onError: setProblem,
    });
    return () => polling.current?.stop();
  }, [client, feed]);

  return (
    <Shell>
      <div className="home">
        <h1 ref={heading} tabIndex={-1} className="home__title">
          {t("home.title")}
        </h1>
        {problem !== null && <Notice problem={problem} isWaiting onTryAgain={() => polling.current?.now()} />}
        {activities?.length === 0 && (
          <Empty icon="home" title={t("home.empty")}>
            {t("home.emptyText")}
          </Empty>
        )}
        {activities ? (
          <ul className="home__list">
            {activities.map((activity) => (
              <ActivityItem
                key={activity.uuid}
                activity={activity}
                mayWrite={user !== null && activity.handle.toLowerCase() !== user.handle.toLowerCase()}
              />
            ))}
          </ul>
        ) : (
          problem === null && <Skeleton rows={4} shape="card" label={t("home.loading")} />
        )}
        <LanguageChoice />
      </div>
    </Shell>
  );
}

function ActivityItem({ activity, mayWrite }: { activity: Activity; mayWrite: boolean }) {
  const name = plain(activity.display_name);
  const href = newConversationAddress(activity.handle);
  const avatar = <Avatar name={name} of={activity.handle} />;
  const counts = [
    t("home.replies", { count: activity.replies_count }),
    t("home.reposts", { count: activity.reposts_count }),
    t("home.likes", { count: activity.likes_count }),
  ];
  return (
    <li>
      <article className="activity" aria-label={t("home.post", { name, time: timeAgo(activity.created_at) })}>
        {mayWrite ? (
          <Link href={href} className="activity__avatar" tabIndex={-1} aria-hidden="true">
            {avatar}
          </Link>
        ) : (
          avatar
        )}
        <div className="activity__body">
          <header className="activity__header">
            {mayWrite ? (
              <Link href={href} className="activity__name" title={t("home.messageTo", { name })}>
                <bdi>{name}</bdi>
              </Link>
            ) : (
              <bdi className="activity__name">{name}</bdi>
            )}
            <span className="activity__handle">@{activity.handle}</span>
            <time className="activity__time" dateTime={activity.created_at} title={fullTime(activity.created_at)}>
              {timeAgo(activity.created_at)}
            </time>
          </header>
          <MessageText className="activity__text" text={activity.message} />
          <footer className="activity__footer">
            <span>{counts.join(" · ")}</span>
            {mayWrite && (
              <Link className="activity__write" href={href} aria-label={t("home.messageTo", { name })}>
                <Icon name="messages" />
                {t("home.message")}
              </Link>
            )}
          </footer>
        </div>
      </article>
    </li>
  );
}
