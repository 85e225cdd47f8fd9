import {
  createMessagingClient,
  type Activity,
  type Message,
  type MessagingClient,
  type UserShort,
} from "@cruddur/messaging-client";
import { createContext, useCallback, useContext, useEffect, useMemo, type ReactNode } from "react";
import { showUnread } from "./ui/useView";
import { GroupList, unreadCount } from "./groups/GroupList";
import { LastSpeakers } from "./groups/LastSpeakers";
import { isOwn } from "./groups/people";
import { useValue, Value } from "./live/Value";
import { Changes } from "./messages/Changes";
import { Conversation } from "./messages/Conversation";
import { Drafts } from "./messages/Drafts";
import { Outbox } from "./messages/Outbox";
import { Quotes } from "./messages/Quotes";
import { ReadMarks } from "./messages/ReadMarks";
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
  me: Value<UserShort | null>;
  groups: GroupList;
  outbox: Outbox;
  drafts: Drafts;
  readMarks: ReadMarks;
  speakers: LastSpeakers;
  blocks: Blocks;
  undo: Undo;
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
  const outbox = new Outbox(client, sessionStorage, `cruddur.outbox.${user.sub}`);
  const conversations = new Map<string, Conversation>();
  const conversation = remembering(conversations, (uuid) => new Conversation(client, uuid));
  const undo = new Undo();
  outbox.onSent(({ key }, message) => {
    conversation(message.message_group_uuid).sent(message, () => outbox.discard(key));
    groups.sent(message);
  });
  return {
    user,
    me: new Value<UserShort | null>(null),
    groups,
    outbox,
    drafts: new Drafts(sessionStorage, `cruddur.drafts.${user.sub}`),
    readMarks: new ReadMarks(client, groups),
    speakers: new LastSpeakers(client, (uuid) => conversations.get(uuid)?.state.get().messages.at(-1)),
    blocks: new Blocks(client),
    undo,
    changes: remembering(new Map(), (uuid) => new Changes(client, conversation(uuid), undo)),
    quotes: remembering(new Map(), (uuid) => new Quotes(client, conversation(uuid))),
    conversation,
  };
}

/** Makes one for each conversation. */
function remembering<T>(known: Map<string, T>, make: (uuid: string) => T): (uuid: string) => T {
  return (uuid) => {
    const one = known.get(uuid) ?? make(uuid);
    known.set(uuid, one);
    return one;
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
