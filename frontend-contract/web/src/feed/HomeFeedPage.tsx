import type { Activity } from "@cruddur/messaging-client";
import { useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import { poll, type Polling } from "../live/poll";
import { useValue } from "../live/Value";
import { useServices } from "../services";
import { Shell } from "../shell/Shell";
import { Avatar } from "../ui/Avatar";
import { Empty } from "../ui/Empty";
import { Icon } from "../ui/Icon";
import { Notice } from "../ui/Notice";
import { Skeleton } from "../ui/Skeleton";
import { fullTime, timeAgo } from "../ui/time";
import { useView } from "../ui/useView";
import "./feed.css";

const INTERVAL = 30_000;

/** The newest activities of everybody. Needs no sign-in. */
export function HomeFeedPage() {
  const { session, client } = useServices();
  const user = useValue(session.user);
  const [activities, setActivities] = useState<Activity[] | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const polling = useRef<Polling>(undefined);
  const heading = useRef<HTMLHeadingElement>(null);
  useView("Home", "home", heading);

  useEffect(() => {
    polling.current = poll({
      interval: INTERVAL,
      longestPause: INTERVAL,
      run: async (signal) => setActivities(await client.homeActivities({ signal })),
      onError: setProblem,
    });
    return () => polling.current?.stop();
  }, [client]);

  return (
    <Shell>
      <div className="home">
        <h1 ref={heading} tabIndex={-1} className="home__title">
          Home
        </h1>
        {problem !== null && <Notice problem={problem} isWaiting onTryAgain={() => polling.current?.now()} />}
        {activities?.length === 0 && (
          <Empty icon="home" title="Nothing here yet">
            What people post shows up on this page.
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
          problem === null && <Skeleton rows={4} shape="card" label="Loading the home feed" />
        )}
      </div>
    </Shell>
  );
}

function ActivityItem({ activity, mayWrite }: { activity: Activity; mayWrite: boolean }) {
  return (
    <li>
      <article className="activity" aria-label={`${activity.display_name}, ${timeAgo(activity.created_at)}`}>
        <Avatar name={activity.display_name} of={activity.handle} />
        <div className="activity__body">
          <header className="activity__header">
            <span className="activity__name">{activity.display_name}</span>
            <span className="activity__handle">@{activity.handle}</span>
            <time className="activity__time" dateTime={activity.created_at} title={fullTime(activity.created_at)}>
              {timeAgo(activity.created_at)}
            </time>
          </header>
          <p className="activity__text">{activity.message}</p>
          <footer className="activity__footer">
            <Count icon="reply" count={activity.replies_count} one="reply" many="replies" />
            <Count icon="repeat" count={activity.reposts_count} one="repost" many="reposts" />
            <Count icon="like" count={activity.likes_count} one="like" many="likes" />
            {mayWrite && (
              <Link
                className="activity__write"
                href={`/messages/new/${encodeURIComponent(activity.handle)}`}
                aria-label={`Message ${activity.display_name}`}
              >
                <Icon name="messages" />
                Message
              </Link>
            )}
          </footer>
        </div>
      </article>
    </li>
  );
}

function Count({
  icon,
  count,
  one,
  many,
}: {
  icon: "reply" | "repeat" | "like";
  count: number;
  one: string;
  many: string;
}) {
  return (
    <span className="activity__count">
      <Icon name={icon} />
      {count}
      <span className="visually-hidden"> {count === 1 ? one : many}</span>
    </span>
  );
}
