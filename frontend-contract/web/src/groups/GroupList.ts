import type { Message, MessageGroup, MessagingClient, Pages } from "@cruddur/messaging-client";
import { poll, type Polling } from "../live/poll";
import { Value } from "../live/Value";

const PAGE = 20;
/** Milliseconds after which a row may have been read on another device. */
const LONG_AGO = 120_000;
const ONCE = { attempts: 1 };

export interface GroupListState {
  /** In the server's order; a conversation in which one has just written is first. */
  groups: readonly MessageGroup[];
  loaded: boolean;
  older: "more" | "loading" | "failed" | "none";
  problem: unknown;
}

/**
 * The signed-in user's conversations, kept up to date while the list can be seen.
 *
 * The server orders them: the rows of the first page as it was read last, then the others as they stood. Numbers alone
 * tell which of two versions of a row is newer, and what is unread.
 */
export class GroupList {
  readonly state = new Value<GroupListState>({ groups: [], loaded: false, older: "more", problem: null });

  private readonly pages: Pages<MessageGroup>;
  private polling: Polling | undefined;
  private readAt = 0;
  private readingOlder: Promise<void> | undefined;
  /** As the server gave them, in its order. */
  private rows: ReadonlyMap<string, MessageGroup> = new Map();
  /** What was sent in this tab and the server's row does not show yet, by group; the last one sent is last. */
  private readonly ahead = new Map<string, Message>();
  /** The number up to which somebody saw the messages in this tab, by group. */
  private readonly seen = new Map<string, number>();

  constructor(private readonly client: MessagingClient) {
    this.pages = client.messageGroups({ limit: PAGE, retry: ONCE }).pages();
  }

  open(interval = 4_000): () => void {
    this.polling ??= poll({
      interval,
      longestPause: 12_000,
      hiddenInterval: 60_000,
      run: (signal) => this.refresh(signal),
      onError: (problem) => this.state.patch({ problem }),
    });
    return () => {
      this.polling?.stop();
      this.polling = undefined;
    };
  }

  tryAgain(): void {
    this.polling?.now();
  }

  async refresh(signal?: AbortSignal): Promise<void> {
    if (!this.state.get().loaded) {
      const { value } = await this.pages.next();
      this.take(value?.items ?? [], { isFirst: true });
      this.readAt = Date.now();
      this.state.patch({ loaded: true, older: value?.hasMore ? "more" : "none" });
      return;
    }
    await this.readAgain(signal);
  }

  /**
   * Newest first, so what is behind a row that has not changed has not changed either, except that it was read on
   * another device: after a long time all that is shown is read again.
   */
  private async readAgain(signal?: AbortSignal): Promise<void> {
    const isLongAgo = Date.now() - this.readAt > LONG_AGO;
    const known = this.rows;
    const fresh: MessageGroup[] = [];
    for await (const { items } of this.client.messageGroups({ limit: PAGE, retry: ONCE, signal }).pages()) {
      fresh.push(...items);
      const last = items.at(-1);
      const isSame = last && known.get(last.uuid)?.last_seq === last.last_seq;
      if (fresh.length >= known.size || (isSame && !isLongAgo)) {
        break;
      }
    }
    this.readAt = Date.now();
    this.take(fresh, { isFirst: true });
  }

  loadOlder(): Promise<void> {
    this.readingOlder ??= this.readOlder().finally(() => (this.readingOlder = undefined));
    return this.readingOlder;
  }

  private async readOlder(): Promise<void> {
    const { loaded, older } = this.state.get();
    if (!loaded || older === "none") {
      return;
    }
    this.state.patch({ older: "loading" });
    try {
      const { value } = await this.pages.next();
      this.take(value?.items ?? [], { isFirst: false });
      this.state.patch({ older: value?.hasMore ? "more" : "none" });
    } catch {
      this.state.patch({ older: "failed" });
    }
  }

  /**
   * A conversation's row, also if it is further down than the list has been read: then it is read on to that row, 20 at
   * a request. Undefined if there is none, if the list cannot be read, or if one has just written there and the server's
   * list does not have it yet.
   */
  async find(uuid: string): Promise<MessageGroup | undefined> {
    const row = () => this.state.get().groups.find((group) => group.uuid === uuid);
    const isFurtherDown = () => this.state.get().loaded && ["more", "loading"].includes(this.state.get().older);
    while (!row() && !this.ahead.has(uuid) && isFurtherDown()) {
      await this.loadOlder();
    }
    return row();
  }

  /** Shows a message that was just sent at its place in the list. The server's list has it a moment later. */
  sent(message: Message): void {
    const { message_group_uuid: uuid, seq } = message;
    if (seq > (this.rows.get(uuid)?.last_seq ?? 0)) {
      // Deleted first, so that it becomes the last.
      this.ahead.delete(uuid);
      this.ahead.set(uuid, message);
      this.show();
    }
    this.polling?.now();
  }

  /** Nothing that was seen here is unread, even before the server knows it. */
  read(groupUuid: string, seq: number): void {
    this.seen.set(groupUuid, Math.max(seq, this.seen.get(groupUuid) ?? 0));
    this.show();
  }

  private take(page: readonly MessageGroup[], { isFirst }: { isFirst: boolean }): void {
    const fresh = new Map(page.map((row) => [row.uuid, newer(row, this.rows.get(row.uuid))]));
    const others = [...this.rows].filter(([uuid]) => !fresh.has(uuid));
    // A row that is known keeps its place when an older page has it too.
    this.rows = new Map(isFirst ? [...fresh, ...others] : [...this.rows, ...fresh]);
    for (const [uuid, { seq }] of this.ahead) {
      if (seq <= (fresh.get(uuid)?.last_seq ?? 0)) {
        this.ahead.delete(uuid);
      }
    }
    this.show();
  }

  private show(): void {
    const lastSentFirst = [...this.ahead.keys()].reverse().filter((uuid) => this.rows.has(uuid));
    const order = new Set([...lastSentFirst, ...this.rows.keys()]);
    const groups = [...order].map((uuid) => this.shown(this.rows.get(uuid)!));
    if (JSON.stringify(groups) !== JSON.stringify(this.state.get().groups)) {
      this.state.patch({ groups });
    }
  }

  private shown(row: MessageGroup): MessageGroup {
    const sent = this.ahead.get(row.uuid);
    return {
      ...row,
      unread_count: this.unreadCount(row),
      ...(sent && { message: sent.message, created_at: sent.created_at, last_seq: sent.seq }),
    };
  }

  /** The server counts from its own marker. After what was seen here there are at most so many messages. */
  private unreadCount({ uuid, last_seq, unread_count }: MessageGroup): number {
    return Math.min(unread_count, Math.max(0, last_seq - (this.seen.get(uuid) ?? 0)));
  }
}

/** How many conversations have something new. */
export function unreadCount(groups: readonly MessageGroup[]): number {
  return groups.filter((group) => group.unread_count > 0).length;
}

/** Of two versions of a row, the one that was stored later: neither number ever goes back. */
function newer(row: MessageGroup, known: MessageGroup | undefined): MessageGroup {
  const isOlder = known && (row.last_seq < known.last_seq || row.last_read_seq < known.last_read_seq);
  return isOlder ? known : row;
}
