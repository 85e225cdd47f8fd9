import type { MessageGroup, MessagingClient } from "@cruddur/messaging-client";
import { Value } from "../live/Value";

/** Conversations told alone: with all members and their roles, which a row of the list does not have. */
export class GroupDetails {
  readonly known = new Value<ReadonlyMap<string, MessageGroup>>(new Map());

  constructor(private readonly client: MessagingClient) {}

  async load(uuid: string, signal?: AbortSignal): Promise<MessageGroup> {
    const group = await this.client.messageGroup(uuid, { signal });
    this.put(group);
    return group;
  }

  put(group: MessageGroup): void {
    this.known.set(new Map(this.known.get()).set(group.uuid, group));
  }

  /** As the server has just told it, if it was asked for before. */
  told(group: MessageGroup): void {
    if (this.known.get().has(group.uuid)) {
      this.put(group);
    }
  }

  forget(uuid: string): void {
    const known = new Map(this.known.get());
    known.delete(uuid);
    this.known.set(known);
  }
}

/** A conversation by its row in the list and by what is known of it alone: each knows something that the other does not. */
export function together(row: MessageGroup | undefined, alone: MessageGroup | undefined): MessageGroup | undefined {
  if (!row || !alone) {
    return row ?? alone;
  }
  const { members, member_count, role, title, display_name } = alone;
  return { ...row, members, member_count, role, title, display_name };
}
