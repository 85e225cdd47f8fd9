import { type Message, type MessageToSend, type MessagingClient, ProblemError } from "@cruddur/messaging-client";
import { Value } from "../live/Value";
import { explain } from "../ui/words";
import { t } from "../language/language";

/** A message that is not shown in its conversation yet. */
export interface Outgoing {
  /** Its idempotency key, the same for every attempt. */
  key: string;
  /** The uuid of a group, or the handle of somebody new. */
  to: { message_group_uuid: string } | { handle: string };
  text: string;
  /** Sent: the server has stored it, and the conversation does not show it yet. */
  state: "sending" | "repeating" | "failed" | "sent";
  /** Why it failed, in words. */
  reason?: string;
}

/** Together 12 to 24 seconds: a server that is started anew is back by then. */
const RETRIES = { attempts: 7 };

const sameReceiver = (a: Outgoing["to"], b: Outgoing["to"]) => JSON.stringify(a) === JSON.stringify(b);

/**
 * What was written and is not shown in its conversation yet. Messages to one receiver go out in order. What is not sent
 * survives a reload and a new sign-in: the same keys make sure that nothing is sent twice.
 */
export class Outbox {
  readonly items: Value<readonly Outgoing[]>;
  private readonly queues = new Map<string, Promise<void>>();
  private readonly listeners = new Set<(item: Outgoing, message: Message) => void>();

  constructor(
    private readonly client: MessagingClient,
    storage: Storage,
    storageKey: string,
  ) {
    this.items = new Value<readonly Outgoing[]>(JSON.parse(storage.getItem(storageKey) ?? "[]") as Outgoing[]);
    // A key holds for a day only, so what is sent must not be sent again.
    const unsent = () => this.items.get().filter(({ state }) => state !== "sent");
    this.items.subscribe(() => storage.setItem(storageKey, JSON.stringify(unsent())));
    for (const item of this.items.get()) {
      if (item.state !== "failed") {
        this.enqueue(item);
      }
    }
  }

  send(to: Outgoing["to"], text: string): Outgoing {
    const item: Outgoing = {
      key: crypto.randomUUID(),
      to,
      text,
      state: "sending",
    };
    this.items.set([...this.items.get(), item]);
    this.enqueue(item);
    return item;
  }

  tryAgain(key: string): void {
    const item = this.items.get().find((candidate) => candidate.key === key);
    if (item?.state === "failed") {
      this.change(key, { state: "sending", reason: undefined });
      this.enqueue(item);
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

  to(receiver: Outgoing["to"]): readonly Outgoing[] {
    return this.items.get().filter((item) => sameReceiver(item.to, receiver));
  }

  private enqueue(item: Outgoing): void {
    const receiver = JSON.stringify(item.to);
    const before = this.queues.get(receiver) ?? Promise.resolve();
    this.queues.set(
      receiver,
      before.then(() => this.deliver(item)),
    );
  }

  private async deliver({ key, to, text }: Outgoing): Promise<void> {
    const body: MessageToSend = { message: text, ...to };
    try {
      const message = await this.client.send(body, {
        idempotencyKey: key,
        retry: RETRIES,
        onRetry: () => this.change(key, { state: "repeating" }),
      });
      const item = this.items.get().find((candidate) => candidate.key === key);
      if (item) {
        const { message_group_uuid } = message;
        this.change(key, { state: "sent", to: { message_group_uuid } });
        this.listeners.forEach((listener) => listener(item, message));
      }
    } catch (error) {
      if (error instanceof ProblemError && error.is("unauthenticated")) {
        this.change(key, { state: "failed", reason: t("outgoing.signedOut") });
        return;
      }
      const { title, detail } = explain(error);
      this.change(key, { state: "failed", reason: detail || title });
    }
  }

  private change(key: string, members: Partial<Outgoing>): void {
    this.items.set(this.items.get().map((item) => (item.key === key ? { ...item, ...members } : item)));
  }
}
