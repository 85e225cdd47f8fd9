import {
  createMessagingClient,
  type Activity,
  type LiveEvent,
  type Me,
  type Message,
  type MessagingClient,
} from "@cruddur/messaging-client";
import { createContext, useCallback, useContext, useEffect, useMemo, type ReactNode } from "react";
import { showUnread } from "./ui/useView";
import { Conversations } from "./groups/Conversations";
import { GroupDetails } from "./groups/GroupDetails";
import { GroupList, unreadCount } from "./groups/GroupList";
import { LastSpeakers } from "./groups/LastSpeakers";
import { isOwn } from "./groups/people";
import { LiveUpdates } from "./live/LiveUpdates";
import { Typing } from "./live/Typing";
import { useValue, Value } from "./live/Value";
import { Changes } from "./messages/Changes";
import { Conversation } from "./messages/Conversation";
import { Drafts } from "./messages/Drafts";
import { Outbox } from "./messages/Outbox";
import { Quotes } from "./messages/Quotes";
import { ReadMarks } from "./messages/ReadMarks";
import { isInView } from "./notifications/inView";
import { Notifications } from "./notifications/Notifications";
import { Blocks } from "./people/Blocks";
import type { Session, SignedInUser } from "./session/Session";
import { Undo } from "./ui/Undo";

/** What belongs to everybody who looks at the pages. */
export interface Services {
  session: Session;
  client: MessagingClient;
  /** The home feed as it was read last. */
  feed: Value<Activity[] | null>;
}

/** What belongs to the signed-in user, and lives as long as they are. */
export interface Messaging {
  user: SignedInUser;
  /** The same as the server knows them; null until it has said it. */
  me: Value<Me | null>;
  groups: GroupList;
  /** Those that are archived. */
  archived: GroupList;
  details: GroupDetails;
  conversations: Conversations;
  blocks: Blocks;
  /** What went wrong with something done from a menu, which is gone by then. */
  problem: Value<unknown>;
  outbox: Outbox;
  drafts: Drafts;
  readMarks: ReadMarks;
  speakers: LastSpeakers;
  undo: Undo;
  live: LiveUpdates;
  typing: Typing;
  notifications: Notifications;
  changes(groupUuid: string): Changes;
  quotes(groupUuid: string): Quotes;
  conversation(groupUuid: string): Conversation;
}

/** Whether the page is going: then what is still sent must not end with it. */
let isLeaving = false;
window.addEventListener("pagehide", () => (isLeaving = true), true);
window.addEventListener("pageshow", () => (isLeaving = false));

export function createServices(session: Session): Services {
  return {
    session,
    client: createMessagingClient({
      baseUrl: location.origin,
      getToken: session.token,
      fetch: (request) => fetch(request, isLeaving ? { keepalive: true } : undefined),
    }),
    feed: new Value<Activity[] | null>(null),
  };
}

function createMessaging(client: MessagingClient, user: SignedInUser): Messaging {
  const groups = new GroupList(client);
  const archived = new GroupList(client, true);
  const details = new GroupDetails(client);
  const outbox = new Outbox(client, sessionStorage, `cruddur.outbox.${user.sub}`);
  const undo = new Undo();
  const known = new Map<string, Opened>();
  const opened = (uuid: string) => {
    const one = known.get(uuid) ?? openedAs(new Conversation(client, uuid), client, undo);
    known.set(uuid, one);
    return one;
  };
  const conversation = (uuid: string) => opened(uuid).conversation;
  outbox.onSent(({ key }, message) => {
    conversation(message.message_group_uuid).sent(message, () => outbox.discard(key));
    groups.sent(message);
  });
  const me = new Value<Me | null>(null);
  const typing = new Typing(client);
  const blocks = new Blocks(client);
  const notifications = new Notifications(localStorage, `cruddur.notifications.${user.sub}`, {
    isTeller: () => live.hasStream,
    isMine: (message) => isOwn(message, me.get(), user),
    isBlocked: (uuid) => blocks.people.get()?.some((person) => person.uuid === uuid) ?? false,
    find: (uuid) => groups.find(uuid),
    isInView,
  });
  const whenTold = (event: LiveEvent) => {
    switch (event.type) {
      case "message":
        whenMessage(event.data);
        break;
      case "conversation":
        known.get(event.data.uuid)?.conversation.toldOf(event.data.last_seq);
        groups.told(event.data);
        archived.told(event.data);
        details.told(event.data);
        break;
      case "left":
      case "stale":
        known.get(event.data.message_group_uuid)?.conversation.tryAgain();
        groups.lookSoon();
        break;
      case "read":
        if (event.data.user_uuid === me.get()?.uuid) {
          groups.read(event.data.message_group_uuid, event.data.last_read_seq);
        } else {
          known.get(event.data.message_group_uuid)?.conversation.readers.told(event.data);
        }
        break;
      case "typing":
        typing.heard(event.data.message_group_uuid, event.data.user_uuid);
    }
  };
  function whenMessage(message: Message) {
    const { message_group_uuid: uuid } = message;
    // One's own is shown as it is sent, until that is answered.
    const isOnItsWay = outbox.items.get().some(({ place }) => place === uuid);
    if (!isOnItsWay || !isOwn(message, me.get(), user)) {
      known.get(uuid)?.conversation.told(message);
    }
    typing.ended(uuid, message.user_uuid);
    groups.lookSoon();
    void notifications.heard(message);
  }
  const live = new LiveUpdates(client, `cruddur.live.${user.sub}`, whenTold);
  // Whatever was not told while there was no stream is read; and without one it is asked for more often.
  let wasLive = false;
  live.state.subscribe(() => {
    // Also when it is told again that it is there: then something may have been lost.
    if (live.isLive || wasLive) {
      wasLive = live.isLive;
      groups.tryAgain();
      known.forEach(({ conversation: one }) => one.tryAgain());
    }
  });
  return {
    user,
    live,
    typing,
    me,
    groups,
    archived,
    details,
    conversations: new Conversations(
      client,
      [groups, archived],
      details,
      (uuid) => known.get(uuid)?.conversation.state.get().messages.at(-1)?.seq ?? 0,
      (uuid) => known.delete(uuid),
    ),
    blocks,
    notifications,
    problem: new Value<unknown>(null),
    outbox,
    drafts: new Drafts(sessionStorage, `cruddur.drafts.${user.sub}`),
    readMarks: new ReadMarks(client, groups),
    speakers: new LastSpeakers(client, (uuid) => known.get(uuid)?.conversation.state.get().messages.at(-1)),
    undo,
    changes: (uuid) => opened(uuid).changes,
    quotes: (uuid) => opened(uuid).quotes,
    conversation,
  };
}

/** What is kept of a conversation that was opened. */
type Opened = ReturnType<typeof openedAs>;

function openedAs(conversation: Conversation, client: MessagingClient, undo: Undo) {
  return {
    conversation,
    changes: new Changes(client, conversation, undo),
    quotes: new Quotes(client, conversation),
  };
}

const ServicesContext = createContext<Services | null>(null);
const MessagingContext = createContext<Messaging | null>(null);

export function ServicesProvider({ services, children }: { services: Services; children: ReactNode }) {
  const user = useValue(services.session.user);
  const sub = user?.sub;
  // Renewing the token must not begin everything anew: by sub.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const messaging = useMemo(() => (user ? createMessaging(services.client, user) : null), [services, sub]);
  useEffect(() => {
    const { state } = messaging?.groups ?? {};
    const show = () => showUnread(state ? unreadCount(state.get().groups) : 0);
    show();
    return state?.subscribe(show);
  }, [messaging]);
  return (
    <ServicesContext value={services}>
      <MessagingContext value={messaging}>{children}</MessagingContext>
    </ServicesContext>
  );
}

export function useServices(): Services {
  return present(useContext(ServicesContext));
}

/** Null while nobody is signed in. */
export function useMessagingIfSignedIn(): Messaging | null {
  return useContext(MessagingContext);
}

export function useMessaging(): Messaging {
  return present(useContext(MessagingContext));
}

/** Whether the signed-in user wrote a message. */
export function useIsMine(): (message: Pick<Message, "user_uuid" | "handle">) => boolean {
  const { me, user } = useMessaging();
  const known = useValue(me);
  return useCallback((message) => isOwn(message, known, user), [known, user]);
}

function present<T>(value: T | null): T {
  if (value === null) {
    throw new Error("Used outside of its provider");
  }
  return value;
}
