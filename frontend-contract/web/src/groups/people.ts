import type { Message, MessageGroup, UserShort } from "@cruddur/messaging-client";
import type { SignedInUser } from "../session/Session";

/**
 * The signed-in user's own uuid, which no token has: who is in a conversation of two and is not the other one, or who
 * is in all conversations.
 */
export function ownUuid(groups: readonly MessageGroup[]): string | undefined {
  for (const { handle, members } of groups) {
    const self = handle && members.filter((member) => member.handle !== handle);
    if (self && self.length === 1) {
      return self[0]!.uuid;
    }
  }
  const [first, ...rest] = groups.map(({ members }) => members.map(({ uuid }) => uuid));
  const inAll = first?.filter((uuid) => rest.every((uuids) => uuids.includes(uuid))) ?? [];
  return inAll.length === 1 ? inAll[0] : undefined;
}

const sameHandle = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Whether the user wrote it. */
export function isOwn(
  message: Pick<Message, "user_uuid" | "handle">,
  uuid: string | undefined,
  user: SignedInUser,
): boolean {
  return uuid ? message.user_uuid === uuid : sameHandle(message.handle, user.handle);
}

export function isSelf(person: UserShort, uuid: string | undefined, user: SignedInUser): boolean {
  return uuid ? person.uuid === uuid : sameHandle(person.handle, user.handle);
}
