import {
  delayAfter,
  isTransient,
  type Message,
  type MessageToSend,
  type MessagingClient,
  ProblemError,
} from "@cruddur/messaging-client";
import { t } from "../language/language";
import { Value } from "../live/Value";
import { explain } from "../ui/words";
import { placeOf, type Receiver } from "./places";

/** A message that is not shown in its conversation yet. */
export interface Outgoing {
  /** Its idempotency key, the same for every attempt. */
  key: string;
  /** As the server is told, the same for every attempt. */
  to: Receiver;
  /** The conversation that it belongs to: see `placeOf`. */
  place: string;
  text: string;
  /** The number of the message that it answers. */
  replyTo?: number | undefined;
  /** When it was written, in milliseconds. */
  at: number;
  /**
   * Sent: the server has stored it, and the conversation does not show it yet. Waiting: it is tried again by itself, but
   * not soon. Failed: it is tried again only if somebody wants to.
   */
  state: "sending" | "repeating" | "waiting" | "failed" | "sent";
  /** Why it is waiting or failed, in words. */
  reason?: string;
}

/** The attempts up to this one take 12 to 24 seconds: a server that is started anew is back by then. */
const SOON = 7;
const PAUSES = { attempts: Infinity, firstDelay: 500, maxDelay: 8_000 };
/** Milliseconds. The server knows a key for a day: after that a repeat could be stored twice. */
const KEY_HOLDS = 23 * 3_600_000;

export const isNotSent = ({ state }: Outgoing) => state === "waiting" || state === "failed";
const isUnderway = ({ state }: Outgoing) => state === "sending" || state === "repeating" || state === "waiting";

/**
 * What was written and is not shown in its conversation yet. The messages of one conversation go out in order, one after
 * the other, and each is tried until the server takes or refuses it. What is not sent survives a reload and a new
 * sign-in: the same keys make sure that nothing is sent twice.
 */
export class Outbox {
  readonly items: Value<readonly Outgoing[]>;
  private readonly served = new Set<string>();
  /** The conversations that handles turned out to have. */
  private readonly groups = new Map<string, string>();
  private readonly listeners = new Set<(item: Outgoing, message: Message) => void>();
  private readonly sleepers = new Set<() => void>();

  constructor(
    private readonly client: MessagingClient,
    storage: Storage,
    storageKey: string,
  ) {
    this.items = new Value<readonly Outgoing[]>(JSON.parse(storage.getItem(storageKey) ?? "[]") as Outgoing[]);
    // A key holds for a day only, so what is sent must not be sent again.
    const unsent = () => this.items.get().filter(({ state }) => state !== "sent");
    this.items.subscribe(() => storage.setItem(storageKey, JSON.stringify(unsent())));
    window.addEventListener("online", () => this.wake());
    document.addEventListener("visibilitychange", () => this.wake());
    this.items.get().forEach(({ place }) => void this.serve(place));
  }

  send(to: Receiver, text: string, replyTo?: number): Outgoing {
    const place = placeOf(to);
    const item: Outgoing = {
      key: crypto.randomUUID(),
      to,
      place: this.groups.get(place) ?? place,
      text,
      replyTo,
      at: Date.now(),
      state: "sending",
    };
    this.items.set([...this.items.get(), item]);
    void this.serve(item.place);
    return item;
  }

  tryAgain(key: string): void {
    const item = this.find(key);
    if (item?.state === "failed") {
      const renewed = isKeyOld(item) ? { key: crypto.randomUUID(), at: Date.now() } : {};
      this.change(key, { ...renewed, state: "sending", reason: undefined });
      void this.serve(item.place);
    } else if (item) {
      this.wake();
      void this.serve(item.place);
    }
  }

  discard(key: string): void {
    this.items.set(this.items.get().filter((item) => item.key !== key));
  }

  /** Told about each message that the server has stored. Whoever shows it discards it here. */
  onSent(listener: (item: Outgoing, message: Message) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private async serve(place: string): Promise<void> {
    if (this.served.has(place)) {
      return;
    }
    this.served.add(place);
    const next = () => this.items.get().find((item) => item.place === place && isUnderway(item));
    for (let item = next(), goesOn = true; item && goesOn; item = next()) {
      goesOn = await this.deliver(item);
    }
    this.served.delete(place);
  }

  /** Whether the next one may be sent: not once the user is signed out. */
  private async deliver({ key, to, text, replyTo }: Outgoing): Promise<boolean> {
    const body: MessageToSend = { message: text, ...to, ...(replyTo !== undefined && { reply_to_seq: replyTo }) };
    for (let attempt = 1; ; attempt++) {
      const item = this.find(key);
      if (!item) {
        return true;
      }
      if (isKeyOld(item)) {
        this.change(key, { state: "failed", reason: t("outgoing.old") });
        return true;
      }
      try {
        this.delivered(item, await this.client.send(body, { idempotencyKey: key, retry: { attempts: 1 } }));
        return true;
      } catch (error) {
        if (error instanceof ProblemError && error.is("unauthenticated")) {
          this.change(key, { state: "waiting", reason: t("outgoing.signedOut") });
          return false;
        }
        if (error instanceof ProblemError && error.is("message_not_found")) {
          // Another content needs another key.
          const renewed = { key: crypto.randomUUID(), replyTo: undefined };
          this.change(key, { ...renewed, state: "failed", reason: t("outgoing.originalGone") });
          return true;
        }
        if (!isTransient(error)) {
          this.change(key, { state: "failed", reason: reasonOf(error) });
          return true;
        }
        const isSoon = attempt < SOON;
        this.change(key, { state: isSoon ? "repeating" : "waiting", reason: isSoon ? undefined : reasonOf(error) });
        await this.sleep(delayAfter(attempt, error, PAUSES));
      }
    }
  }

  private delivered(item: Outgoing, message: Message): void {
    const group = message.message_group_uuid;
    if (item.place !== group) {
      // The first message of a conversation opened it: the others written to its handle go there too.
      this.groups.set(item.place, group);
      this.items.set(
        this.items.get().map((other) => (other.place === item.place ? { ...other, place: group } : other)),
      );
    }
    if (this.find(item.key)) {
      this.change(item.key, { state: "sent", reason: undefined });
      this.listeners.forEach((listener) => listener(item, message));
    }
    void this.serve(group);
  }

  private sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const awake = () => {
        clearTimeout(timer);
        this.sleepers.delete(awake);
        resolve();
      };
      const timer = setTimeout(awake, milliseconds);
      this.sleepers.add(awake);
    });
  }

  private wake(): void {
    [...this.sleepers].forEach((awake) => awake());
  }

  private find(key: string): Outgoing | undefined {
    return this.items.get().find((item) => item.key === key);
  }

  private change(key: string, members: Partial<Outgoing>): void {
    this.items.set(this.items.get().map((item) => (item.key === key ? { ...item, ...members } : item)));
  }
}

const isKeyOld = ({ at }: Outgoing) => Date.now() - at > KEY_HOLDS;

function reasonOf(error: unknown): string {
  const { title, detail } = explain(error);
  return detail || title;
}
