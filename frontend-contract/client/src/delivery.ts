import type { EventSourceMessage } from "eventsource-parser";
import type { CallOptions, Message, MessageGroup, MessagingClient } from "./client.js";
import { readAfter } from "./follow.js";
import { ProblemError } from "./problem.js";

/** Somebody has read up to a message, or the signed-in user has on another device. */
export interface ReadEvent {
  message_group_uuid: string;
  user_uuid: string;
  last_read_seq: number;
}

/** Somebody is writing. It ends by itself after 6 seconds. */
export interface TypingEvent {
  message_group_uuid: string;
  user_uuid: string;
}

export type LiveEvent =
  /** A new message, or one that was edited, deleted or reacted to: as it is now. */
  | { type: "message"; data: Message }
  /** A conversation that a message has moved, or of which something was changed. */
  | { type: "conversation"; data: MessageGroup }
  /** One was away for longer than the server keeps changes: read the messages that are shown again. */
  | { type: "stale"; data: { message_group_uuid: string } }
  /** The signed-in user is not in it any more. */
  | { type: "left"; data: { message_group_uuid: string } }
  | { type: "read"; data: ReadEvent }
  | { type: "typing"; data: TypingEvent };

/** Where somebody is in a conversation that they look at. */
interface Watched {
  seq: number;
  changeSeq: number;
  /** Messages that were told with a change beyond `changeSeq`: their numbers, and that of the change. */
  ahead: Map<number, number>;
}

export type DeliveryClient = Pick<MessagingClient, "messages" | "messageGroups" | "changes">;

/** Tells what comes, of watched conversations each once and in order: what did not come is read by the ordinary cursors. */
export class Delivery {
  private readonly watched = new Map<string, Watched>();
  private readonly rows = new Map<string, string>();
  /** One look at a time; what is asked for meanwhile comes after it. */
  private looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly client: DeliveryClient,
    private readonly onEvent: (event: LiveEvent) => void,
    private readonly signal: AbortSignal,
  ) {}

  /** @param fail is told what the first reading fails with */
  watch(uuid: string, from: { seq: number; changeSeq: number }, fail: (error: unknown) => void): () => void {
    const at = { ...from, ahead: new Map<number, number>() };
    this.watched.set(uuid, at);
    this.catchUp(uuid, fail);
    return () => {
      if (this.watched.get(uuid) === at) {
        this.watched.delete(uuid);
      }
    };
  }

  /** @param fail is told what the reading of something missed fails with */
  take({ event = "", data }: EventSourceMessage, fail: (error: unknown) => void): void {
    switch (event) {
      case "message":
        this.takeMessage(JSON.parse(data) as Message, fail);
        break;
      case "conversation":
        this.takeRow(JSON.parse(data) as MessageGroup, fail);
        break;
      case "left": {
        const left = JSON.parse(data) as { message_group_uuid: string };
        this.rows.delete(left.message_group_uuid);
        this.onEvent({ type: "left", data: left });
        break;
      }
      case "read":
        this.onEvent({ type: "read", data: JSON.parse(data) as ReadEvent });
        break;
      case "typing":
        this.onEvent({ type: "typing", data: JSON.parse(data) as TypingEvent });
        break;
      default:
      // What a later server may say.
    }
  }

  private takeMessage(message: Message, fail: (error: unknown) => void): void {
    const at = this.watched.get(message.message_group_uuid);
    if (!at) {
      this.onEvent({ type: "message", data: message });
    } else if (message.seq === at.seq + 1) {
      this.tell(at, message);
    } else if (message.seq > at.seq) {
      this.catchUp(message.message_group_uuid, fail);
    } else if (message.change_seq === at.changeSeq + 1) {
      this.tell(at, message);
    } else if (message.change_seq > at.changeSeq) {
      this.catchUp(message.message_group_uuid, fail);
    }
  }

  /** A conversation that has moved beyond what was told of it: its message has not come, so it is read. */
  private takeRow(row: MessageGroup, fail: (error: unknown) => void): void {
    this.tellRow(row);
    const at = this.watched.get(row.uuid);
    if (at && row.last_seq > at.seq) {
      this.catchUp(row.uuid, fail);
    }
  }

  private tell(at: Watched, message: Message): void {
    at.seq = Math.max(at.seq, message.seq);
    const isTold = at.ahead.get(message.seq) === message.change_seq;
    if (message.change_seq === at.changeSeq + 1) {
      at.changeSeq = message.change_seq;
      at.ahead.delete(message.seq);
    }
    if (!isTold) {
      this.onEvent({ type: "message", data: message });
    }
  }

  private tellRow(row: MessageGroup): void {
    const text = JSON.stringify(row);
    if (this.rows.get(row.uuid) !== text) {
      this.rows.set(row.uuid, text);
      this.onEvent({ type: "conversation", data: row });
    }
  }

  private catchUp(uuid: string, fail: (error: unknown) => void): void {
    this.inTurn(() => this.readMissed(uuid)).catch(fail);
  }

  private inTurn(task: () => Promise<void>): Promise<void> {
    this.looking = this.looking.catch(() => undefined).then(task);
    return this.looking;
  }

  /** Reads what was missed by the ordinary cursors, however long one was away. */
  look(): Promise<void> {
    return this.inTurn(async () => {
      await this.readRows();
      for (const uuid of this.watched.keys()) {
        await this.readMissed(uuid);
      }
    });
  }

  /** The list is in order of its newest messages: behind a row that is as it was, nothing has moved. */
  private async readRows(): Promise<void> {
    const isFirst = this.rows.size === 0;
    for await (const { items } of this.client.messageGroups({ signal: this.signal }).pages()) {
      const last = items.at(-1);
      const isKnown = last !== undefined && this.rows.get(last.uuid) === JSON.stringify(last);
      items.forEach((row) => this.tellRow(row));
      if (isFirst || isKnown) {
        break;
      }
    }
  }

  private async readMissed(uuid: string): Promise<void> {
    const call: CallOptions = { signal: this.signal };
    const at = this.watched.get(uuid);
    if (!at) {
      return;
    }
    try {
      for await (const message of readAfter(this.client, uuid, at.seq, call)) {
        if (message.seq > at.seq) {
          at.seq = message.seq;
          this.onEvent({ type: "message", data: message });
        }
      }
      for await (const page of this.client.changes(uuid, { ...call, after: at.changeSeq, limit: 100 }).pages()) {
        // Not what its messages say: one may have been changed again since, by a change that comes after others.
        const upTo = page.lastChangeSeq ?? Math.max(0, ...page.items.map(({ change_seq }) => change_seq));
        for (const message of page.items) {
          if (message.change_seq > at.changeSeq && at.ahead.get(message.seq) !== message.change_seq) {
            at.ahead.set(message.seq, message.change_seq);
            this.onEvent({ type: "message", data: message });
          }
        }
        at.changeSeq = Math.max(at.changeSeq, upTo);
        at.ahead.forEach((change, seq) => change <= at.changeSeq && at.ahead.delete(seq));
      }
    } catch (error) {
      this.unwatch(uuid, error);
    }
  }

  /** What will not be otherwise at the next look. */
  private unwatch(uuid: string, error: unknown): void {
    if (!(error instanceof ProblemError) || (error.status !== 404 && error.status !== 410)) {
      throw error;
    }
    this.watched.delete(uuid);
    this.onEvent({ type: error.status === 404 ? "left" : "stale", data: { message_group_uuid: uuid } });
  }
}
