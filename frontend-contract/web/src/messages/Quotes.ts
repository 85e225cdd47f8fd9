import { ProblemError, type Message, type MessagingClient } from "@cruddur/messaging-client";
import { Value } from "../live/Value";
import type { Conversation } from "./Conversation";

/** A message that another one answers: null if it is gone for the reader; undefined while nobody knows. */
export type Original = Message | null | undefined;

/** The messages that others answer, as far as they are further back than what is shown. Each is asked for once. */
export class Quotes {
  readonly further = new Value<ReadonlyMap<number, Message | null>>(new Map());
  private readonly asked = new Set<number>();

  constructor(
    private readonly client: MessagingClient,
    private readonly conversation: Conversation,
  ) {}

  async ask(seq: number): Promise<void> {
    if (this.asked.has(seq)) {
      return;
    }
    this.asked.add(seq);
    try {
      this.set(seq, await this.client.message(this.conversation.groupUuid, seq));
    } catch (error) {
      if (error instanceof ProblemError && error.status === 404) {
        this.set(seq, null);
      } else {
        this.asked.delete(seq);
      }
    }
  }

  private set(seq: number, message: Message | null): void {
    this.further.set(new Map(this.further.get()).set(seq, message));
  }
}
