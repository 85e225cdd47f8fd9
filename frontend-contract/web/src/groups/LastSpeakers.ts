import type { Message, MessageGroup, MessagingClient } from "@cruddur/messaging-client";
import { Value } from "../live/Value";

/**
 * Who wrote the last message of each conversation, which its row in the list does not say. A row that can be seen is
 * asked for once per new message, and one row at a time, unless its message is here anyway.
 */
export class LastSpeakers {
  readonly known = new Value<ReadonlyMap<string, Message>>(new Map());
  private readonly asked = new Map<string, number>();
  private queue: Promise<void> = Promise.resolve();

  /** @param lastHere the last message of a conversation that is loaded, if it is */
  constructor(
    private readonly client: MessagingClient,
    private readonly lastHere: (groupUuid: string) => Message | undefined,
  ) {}

  look({ uuid, last_seq }: MessageGroup): void {
    if (last_seq <= (this.asked.get(uuid) ?? 0)) {
      return;
    }
    this.asked.set(uuid, last_seq);
    const here = this.lastHere(uuid);
    if (here && here.seq >= last_seq) {
      this.keep(uuid, here);
      return;
    }
    this.queue = this.queue.then(() => this.ask(uuid)).catch(() => void this.asked.delete(uuid));
  }

  private async ask(uuid: string): Promise<void> {
    const { value } = await this.client.messages(uuid, { limit: 1 }).pages().next();
    const message = value?.items.at(-1);
    if (message) {
      this.keep(uuid, message);
    }
  }

  private keep(uuid: string, message: Message): void {
    this.known.set(new Map(this.known.get()).set(uuid, message));
  }
}
