import type { Me, Message, MessagingClient, UserShort } from "@cruddur/messaging-client";
import type { Value } from "../live/Value";
import type { SignedInUser } from "../session/Session";

/** Asks who is signed in, until the server says it. What it refuses for good, the list of conversations shows. */
export function learnWhoIAm(client: MessagingClient, me: Value<Me | null>): () => void {
  const gone = new AbortController();
  client.me({ signal: gone.signal, retry: { attempts: Infinity } }).then(
    (user) => me.set(user),
    () => {},
  );
  return () => gone.abort();
}

const sameHandle = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** @param me null while the server has not said it: then the handle of the sign-in tells */
export function isSelf(person: Pick<UserShort, "uuid" | "handle">, me: UserShort | null, user: SignedInUser): boolean {
  return me ? person.uuid === me.uuid : sameHandle(person.handle, user.handle);
}

/** Whether the user wrote it. */
export function isOwn(
  { user_uuid: uuid, handle }: Pick<Message, "user_uuid" | "handle">,
  me: UserShort | null,
  user: SignedInUser,
): boolean {
  return isSelf({ uuid, handle }, me, user);
}
