import { useEffect, useRef, type ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { pages } from "../addresses";
import { unreadCount } from "../groups/GroupList";
import { learnWhoIAm } from "../groups/people";
import { LiveLine } from "../live/LiveLine";
import { useValue } from "../live/Value";
import { useMessagingIfSignedIn, useServices } from "../services";
import { Avatar } from "../ui/Avatar";
import { Icon } from "../ui/Icon";
import { ProblemDialog } from "../ui/ProblemDialog";
import { UndoBar } from "../ui/UndoBar";
import { useScrollMemory } from "../ui/useScrollMemory";
import "./shell.css";
import { t } from "../language/language";

/** What is around every page: the way to the others, and who is signed in. */
export function Shell({ children, isReading }: { children: ReactNode; isReading?: boolean }) {
  const { client, session } = useServices();
  const user = useValue(session.user);
  const [path] = useLocation();
  const content = useRef<HTMLElement>(null);
  useScrollMemory(content, path, true);
  // On every page, for badge and notifications; but not where a sign-in ends, which an old token would begin anew.
  const messaging = useMessagingIfSignedIn();
  const groups = messaging?.groups;
  const live = messaging?.live;
  const me = messaging?.me;
  useEffect(() => (me && !me.get() ? learnWhoIAm(client, me) : undefined), [client, me]);
  useEffect(() => live?.open(), [live]);
  useEffect(() => live && groups?.open(live.pace(4_000, 60_000)), [groups, live]);
  async function signOut(): Promise<void> {
    await messaging?.undo.run();
    await session.signOut();
  }

  return (
    <div className={isReading ? "shell shell--reading" : "shell"}>
      <a className="skip-link" href="#content">
        {t("nav.skip")}
      </a>
      <nav className="shell__nav" aria-label={t("nav.main")}>
        <Link href={pages.home} className="shell__brand" aria-label={t("nav.brand")}>
          <img src="/favicon.svg" alt="" width="36" height="36" />
        </Link>
        <ul className="shell__links">
          <li>
            <NavLink href={pages.home} icon="home" label={t("nav.home")} />
          </li>
          <li>
            <NavLink href={pages.messages} icon="messages" label={t("nav.messages")}>
              <Unread />
            </NavLink>
          </li>
          {user && (
            <li>
              <NavLink href={pages.settings} icon="settings" label={t("settings.title")} />
            </li>
          )}
        </ul>
        {messaging && <LiveLine />}
        {user ? (
          <div className="shell__user">
            <span className="shell__who" title={t("nav.signedInAs", { name: user.name })}>
              <Avatar name={user.name} of={user.handle} />
              <span className="visually-hidden">{t("nav.signedInAs", { name: user.name })}</span>
            </span>
            <button type="button" className="shell__link" onClick={() => void signOut()}>
              <Icon name="signOut" />
              <span>{t("nav.signOut")}</span>
            </button>
          </div>
        ) : (
          <div className="shell__user">
            <button type="button" className="shell__link" onClick={() => void session.signIn()}>
              <Icon name="signIn" />
              <span>{t("nav.signIn")}</span>
            </button>
          </div>
        )}
      </nav>
      <main ref={content} id="content" className="shell__content" tabIndex={-1}>
        {children}
      </main>
      {messaging && <UndoBar undo={messaging.undo} />}
      {messaging && <ProblemDialog problem={messaging.problem} />}
    </div>
  );
}

function NavLink({
  href,
  icon,
  label,
  children,
}: {
  href: string;
  icon: "home" | "messages" | "settings";
  label: string;
  children?: ReactNode;
}) {
  const [path] = useLocation();
  const isHere = href === pages.home ? path === href : path.startsWith(href);
  return (
    <Link href={href} className="shell__link" aria-current={isHere ? "page" : undefined}>
      <span className="shell__icon">
        <Icon name={icon} />
        {children}
      </span>
      <span>{label}</span>
    </Link>
  );
}

/** How many conversations have something new. */
function Unread() {
  const messaging = useMessagingIfSignedIn();
  return messaging && <UnreadOf groups={messaging.groups} />;
}

function UnreadOf({ groups }: { groups: NonNullable<ReturnType<typeof useMessagingIfSignedIn>>["groups"] }) {
  const count = unreadCount(useValue(groups.state).groups);
  return count > 0 ? (
    <span className="shell__unread">
      {count}
      <span className="visually-hidden"> {t("nav.unread", { count })} </span>
    </span>
  ) : null;
}
