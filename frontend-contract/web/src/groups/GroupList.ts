import type { Message, MessageGroup, MessagingClient, Pages } from "@cruddur/messaging-client";
import { poll, type Polling } from "../live/poll";
import { Value } from "../live/Value";

const PAGE = 20;
/** Milliseconds after which a row may have been read on another device. */
const LONG_AGO = 120_000;
/** Milliseconds for which a change counts for more than what the server's list, a moment behind, still shows. */
const SETTLES = 5_000;
/** A row that is missing where it should be in so many readings is gone: one reading may miss a row that just moves. */
const MISSED = 2;
/** Milliseconds in which the server tells by itself what a message has moved. */
const SOON = 1_500;
const ONCE = { attempts: 1 };

export interface GroupListState {
  /** In the server's order; a conversation in which one has just written is first. */
  groups: readonly MessageGroup[];
  loaded: boolean;
  older: "more" | "loading" | "failed" | "none";
  problem: unknown;
}

interface Held {
  change: Partial<MessageGroup>;
  /** Milliseconds since 1970. */
  until: number;
}

/**
 * The signed-in user's conversations, those that are archived or the others, kept up to date while the list can be seen.
 *
 * The server orders them: the rows of the first page as it was read last, then the others as they stood. Numbers alone
 * tell which of two versions of a row is newer, and what is unread.
 */
export class GroupList {
  readonly state = new Value<GroupListState>({ groups: [], loaded: false, older: "more", problem: null });

  private readonly pages: Pages<MessageGroup>;
  private polling: Polling | undefined;
  private soon: ReturnType<typeof setTimeout> | undefined;
  private readAt = 0;
  private readingOlder: Promise<void> | undefined;
  /** As the server gave them, in its order. */
  private rows: ReadonlyMap<string, MessageGroup> = new Map();
  /** What was sent in this tab and the server's row does not show yet, by group; the last one sent is last. */
  private readonly ahead = new Map<string, Message>();
  /** The number up to which somebody saw the messages in this tab, by group. */
  private readonly seen = new Map<string, number>();
  /** What was changed in this tab, by group. */
  private readonly held = new Map<string, Held>();
  /** The number up to which a conversation is cleared or left, by group: with a greater one it is here again. */
  private readonly hidden = new Map<string, number>();
  /** How often a row was missing where it should have been. */
  private readonly missed = new Map<string, number>();

  constructor(
    private readonly client: MessagingClient,
    private readonly archived = false,
  ) {
    this.pages = this.read20().pages();
  }

  private read20(signal?: AbortSignal) {
    return this.client.messageGroups({ limit: PAGE, archived: this.archived || undefined, retry: ONCE, signal });
  }

  /** @param interval milliseconds between two looks */
  open(interval = () => 4_000): () => void {
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

  /** Shows a row as the server has just told it. */
  told(row: MessageGroup): void {
    const known = this.rows.get(row.uuid);
    if (!this.state.get().loaded || (known && newer(row, known) === known)) {
      return;
    }
    if (known && row.last_seq > known.last_seq) {
      // It is the newest of all, and what was decided before is older than this message.
      this.held.delete(row.uuid);
      this.rows = new Map([[row.uuid, row], ...[...this.rows].filter(([uuid]) => uuid !== row.uuid)]);
    }
    if ((this.ahead.get(row.uuid)?.seq ?? Infinity) <= row.last_seq) {
      this.ahead.delete(row.uuid);
    }
    this.put(row);
  }

  /** Looks soon, once for all that has happened by then. */
  lookSoon(): void {
    this.soon ??= setTimeout(() => {
      this.soon = undefined;
      this.tryAgain();
    }, SOON);
  }

  async refresh(signal?: AbortSignal): Promise<void> {
    if (!this.state.get().loaded) {
      const { value } = await this.pages.next();
      this.take(value?.items ?? [], { isFirst: true, isAll: !value?.hasMore });
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
    let isAll = false;
    for await (const { items, hasMore } of this.read20(signal).pages()) {
      fresh.push(...items);
      isAll = !hasMore;
      const last = items.at(-1);
      const isSame = last && known.get(last.uuid)?.last_seq === last.last_seq;
      if (fresh.length >= known.size || (isSame && !isLongAgo)) {
        break;
      }
    }
    this.readAt = Date.now();
    this.take(fresh, { isFirst: true, isAll });
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
      this.take(value?.items ?? [], { isFirst: false, isAll: false });
      this.state.patch({ older: value?.hasMore ? "more" : "none" });
    } catch {
      this.state.patch({ older: "failed" });
    }
  }

  /**
   * A conversation's row, also if it is further down, archived or cleared: then the server is asked for it alone.
   * Undefined if there is none, or the server does not answer.
   */
  async find(uuid: string): Promise<MessageGroup | undefined> {
    const row = this.state.get().groups.find((group) => group.uuid === uuid);
    return row ?? (await this.client.messageGroup(uuid, { retry: { attempts: 2 } }).catch(() => undefined));
  }

  /** Shows a conversation as somebody has just made or found it. */
  put(row: MessageGroup): void {
    if (!this.rows.has(row.uuid)) {
      // Until the server's order is read, by the time of its last message.
      const isOlder = (other: MessageGroup) => other.created_at < row.created_at;
      const all = [...this.rows.values()];
      const place = all.findIndex(isOlder);
      all.splice(place < 0 ? all.length : place, 0, row);
      this.rows = new Map(all.map((other) => [other.uuid, other]));
    } else {
      this.rows = new Map(this.rows).set(row.uuid, row);
    }
    this.missed.delete(row.uuid);
    this.show();
  }

  /** Shows a change of a conversation before the server has made it. Tell what became of it: `settle` or `letGo`. */
  hold(row: MessageGroup, change: Partial<MessageGroup>): void {
    this.held.set(row.uuid, { change: { ...this.held.get(row.uuid)?.change, ...change }, until: Infinity });
    if (this.rows.has(row.uuid)) {
      this.show();
    } else {
      this.put(row);
    }
  }

  /** The server has made the change; what it lists may still be a moment behind. */
  settle(row: MessageGroup): void {
    const held = this.held.get(row.uuid);
    if (held) {
      held.until = Date.now() + SETTLES;
      setTimeout(() => this.show(), SETTLES + 1);
    }
    this.put(row);
  }

  /** The change was not made. */
  letGo(uuid: string): void {
    this.held.delete(uuid);
    this.show();
  }

  /** Takes a conversation out of the list, up to a message: with the next one it is here again. */
  hide(uuid: string, upTo: number): void {
    this.hidden.set(uuid, upTo);
    this.show();
  }

  unhide(uuid: string): void {
    this.hidden.delete(uuid);
    this.show();
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

  private take(page: readonly MessageGroup[], { isFirst, isAll }: { isFirst: boolean; isAll: boolean }): void {
    const fresh = new Map(page.map((row) => [row.uuid, newer(row, this.rows.get(row.uuid))]));
    const others = [...this.rows].filter(([uuid]) => !fresh.has(uuid));
    // A row that is known keeps its place when an older page has it too.
    this.rows = new Map(isFirst ? [...fresh, ...this.stillThere(page, others, isAll)] : [...this.rows, ...fresh]);
    for (const [uuid, { seq }] of this.ahead) {
      if (seq <= (fresh.get(uuid)?.last_seq ?? 0)) {
        this.ahead.delete(uuid);
      }
    }
    this.show();
  }

  /** Without the rows that were archived, cleared or left elsewhere: they are newer than one that was read, and missing. */
  private stillThere(
    page: readonly MessageGroup[],
    others: [string, MessageGroup][],
    isAll: boolean,
  ): [string, MessageGroup][] {
    page.forEach(({ uuid }) => this.missed.delete(uuid));
    const last = page.at(-1);
    return others.filter(([uuid, row]) => {
      const isMissing = isAll || (last && row.created_at > last.created_at);
      if (!isMissing || this.held.has(uuid) || this.ahead.has(uuid)) {
        return true;
      }
      const missed = (this.missed.get(uuid) ?? 0) + 1;
      this.missed.set(uuid, missed);
      return missed < MISSED;
    });
  }

  private show(): void {
    const now = Date.now();
    for (const [uuid, { until }] of this.held) {
      if (until < now) {
        this.held.delete(uuid);
      }
    }
    const lastSentFirst = [...this.ahead.keys()].reverse().filter((uuid) => this.rows.has(uuid));
    const order = new Set([...lastSentFirst, ...this.rows.keys()]);
    const groups = [...order]
      .map((uuid) => this.shown(this.rows.get(uuid)!))
      .filter((row) => row.archived === this.archived && row.last_seq > (this.hidden.get(row.uuid) ?? 0));
    if (JSON.stringify(groups) !== JSON.stringify(this.state.get().groups)) {
      this.state.patch({ groups });
    }
  }

  private shown(row: MessageGroup): MessageGroup {
    const sent = this.ahead.get(row.uuid);
    const { muted_until, ...changed } = { ...row, ...this.held.get(row.uuid)?.change };
    return {
      ...changed,
      muted_until: muted_until && Date.parse(muted_until) > Date.now() ? muted_until : null,
      unread_count: this.unreadCount(row),
      ...(sent && { message: sent.message, created_at: sent.created_at, last_seq: sent.seq }),
    };
  }

  /** The server counts from its own marker. After what was seen here there are at most so many messages. */
  private unreadCount({ uuid, last_seq, unread_count }: MessageGroup): number {
    return Math.min(unread_count, Math.max(0, last_seq - (this.seen.get(uuid) ?? 0)));
  }
}

export const isUnread = ({ unread_count, marked_unread }: MessageGroup) => unread_count > 0 || marked_unread;

/** How many conversations have something new, and are not muted. */
export function unreadCount(groups: readonly MessageGroup[]): number {
  return groups.filter((group) => isUnread(group) && !group.muted_until).length;
}

/** Of two versions of a row, the one that was stored later: neither number ever goes back. */
function newer(row: MessageGroup, known: MessageGroup | undefined): MessageGroup {
  const isOlder = known && (row.last_seq < known.last_seq || row.last_read_seq < known.last_read_seq);
  return isOlder ? known : row;
}
