import { readAfter, type Message, type MessagingClient } from "@cruddur/messaging-client";
import type { VirtualItem } from "@tanstack/react-virtual";
import { poll, type Polling } from "../live/poll";
import { Value } from "../live/Value";
import { ChangeFeed } from "./ChangeFeed";
import { Readers } from "./Readers";

const PAGE = 50;
/** So many are kept of a conversation that was left at its end: to open it again costs the same, however far one read back. */
const KEPT = 2 * PAGE;
/** Whoever was away for longer than this many messages goes on where they were, and not at the end. */
const CATCH_UP = 500;
const ONCE = { attempts: 1 };

export interface ConversationState {
  /** One dense range of numbers, oldest first. Only a number that the server has lost is left out. */
  messages: readonly Message[];
  loaded: boolean;
  older: "more" | "loading" | "failed" | "none";
  /** More: the range ends before the newest message. */
  newer: "more" | "loading" | "none";
  /** The number of the newest message that the server has told of. */
  newest: number;
  /** Whether what came last was just written, and not a page that one scrolled to. */
  isLive: boolean;
  /** Why there is nothing new: null while all is well. */
  problem: unknown;
  olderProblem: unknown;
}

/** How far somebody had scrolled when they left. */
export interface View {
  offset: number;
  sizes: VirtualItem[];
}

/** The messages of a group, as far as somebody looked, kept up to date while it is open. */
export class Conversation {
  readonly state = new Value<ConversationState>({
    messages: [],
    loaded: false,
    older: "more",
    newer: "none",
    newest: 0,
    isLive: false,
    problem: null,
    olderProblem: null,
  });
  view: View | undefined;
  readonly readers: Readers;
  private readonly changes: ChangeFeed;
  private polling: Polling | undefined;
  private openings = 0;
  /** Begin behind this number; at the end if absent. */
  private start: number | undefined;
  /** Counts how often another range was begun: what was asked for the one before does not belong to it. */
  private range = 0;

  constructor(
    private readonly client: MessagingClient,
    readonly groupUuid: string,
    /** Milliseconds before a missing number is asked for again; the client's own if absent. */
    private readonly gapPause?: number,
  ) {
    this.changes = new ChangeFeed(client, groupUuid);
    this.readers = new Readers(client, groupUuid);
  }

  /**
   * Looks for new messages until the returned function is called.
   *
   * @param start the number behind which to begin to read; undefined: with the newest messages
   * @param interval milliseconds between two looks
   */
  open(start?: number, interval = () => 2_500): () => void {
    this.begin(start);
    this.openings += 1;
    this.polling ??= poll({
      interval,
      longestPause: 10_000,
      run: (signal) => this.refresh(signal),
      onError: (problem) => this.state.patch({ problem }),
    });
    return () => {
      this.openings -= 1;
      if (this.openings === 0) {
        this.polling?.stop();
        this.polling = undefined;
        this.letGo();
      }
    };
  }

  /** Of what is further back. Not where one left further back: one comes back to it. */
  private letGo(): void {
    const { messages, older } = this.state.get();
    if (this.view === undefined && older !== "loading" && messages.length > KEPT) {
      this.state.patch({ messages: messages.slice(-KEPT), older: "more" });
    }
  }

  tryAgain(): void {
    this.polling?.now();
  }

  /**
   * A message as the server has just told it: a new one, or one that was changed. What comes while the tab is hidden is read
   * when it is seen again, all at once: one begins where it begins.
   */
  told(message: Message): void {
    if (!this.state.get().loaded || document.visibilityState === "hidden") {
      return;
    }
    if (message.seq <= this.last) {
      this.changed(message);
    } else if (message.seq === this.last + 1 && this.state.get().newer === "none") {
      this.append([message], { isLive: true });
    } else {
      // Something between is missing.
      this.tryAgain();
    }
  }

  /** The number of the newest message, as the server has just told it: what is missing here is read. */
  toldOf(newest: number): void {
    if (this.state.get().loaded && newest > this.last && document.visibilityState !== "hidden") {
      this.tryAgain();
    }
  }

  /** One step: where one begins to read at first, then what came after it, and what was changed. */
  async refresh(signal?: AbortSignal): Promise<void> {
    if (!this.state.get().loaded) {
      // Before the messages: what changes meanwhile is told once more.
      await this.changes.begin(signal);
      await this.loadFirst(signal);
    } else if (this.state.get().newer === "none") {
      await this.catchUp(signal);
      await this.readChanges(signal);
    } else {
      const [newest] = await this.rows({ limit: 1, signal });
      this.state.patch({ newest: newest?.seq ?? 0 });
      await this.readChanges(signal);
    }
    await this.readers.refresh(signal);
  }

  /** Shows a message as it is now, unless a later change of it is shown already. */
  changed(message: Message): void {
    this.changes.keep(message);
    this.show(this.state.get().messages);
  }

  /** Forgets what is here, to read it anew: after one has cleared it. */
  forget(): void {
    this.range += 1;
    this.view = undefined;
    this.start = undefined;
    this.state.patch({ messages: [], loaded: false, older: "more", newer: "none", newest: 0 });
    this.polling?.now();
  }

  /** Makes sure that a message is here. False if it is not there for this person. */
  async goTo(seq: number): Promise<boolean> {
    const isHere = () => this.state.get().messages.some((message) => message.seq === seq);
    if (!isHere()) {
      const [before, after] = await Promise.all([this.page(seq + 1), this.some(seq, PAGE)]);
      const { newest } = this.state.get();
      this.take([...before.messages, ...after], {
        older: before.hasMore,
        newest: Math.max(newest, after.at(-1)?.seq ?? seq),
      });
      this.polling?.now();
    }
    return isHere();
  }

  async loadOlder(): Promise<void> {
    const { loaded, older, messages } = this.state.get();
    if (!loaded || older === "loading" || older === "none") {
      return;
    }
    const { range } = this;
    this.state.patch({ older: "loading", olderProblem: null });
    try {
      const page = await this.page(messages[0]?.seq);
      if (range === this.range) {
        this.state.patch({
          messages: this.changes.latest([...page.messages, ...this.state.get().messages]),
          older: page.hasMore ? "more" : "none",
          isLive: false,
        });
      }
    } catch (olderProblem) {
      if (range === this.range) {
        this.state.patch({ older: "failed", olderProblem });
      }
    }
  }

  /** The next page towards the newest message. */
  async loadNewer(): Promise<void> {
    if (this.state.get().newer !== "more") {
      return;
    }
    const { range } = this;
    this.state.patch({ newer: "loading" });
    try {
      const fresh = await this.some(this.last, PAGE);
      if (range === this.range) {
        this.append(fresh, { isLive: false });
      }
    } catch (problem) {
      this.state.patch({ problem });
    } finally {
      if (range === this.range) {
        this.state.patch({ newer: this.last < this.state.get().newest ? "more" : "none" });
        // What was stored meanwhile.
        this.polling?.now();
      }
    }
  }

  /** Goes on with the newest messages. */
  async toEnd(): Promise<void> {
    if (this.state.get().newer === "none") {
      return;
    }
    try {
      const page = await this.page(undefined);
      this.take(page.messages, { older: page.hasMore, newest: page.messages.at(-1)?.seq ?? 0 });
      // What was stored meanwhile.
      this.polling?.now();
    } catch (problem) {
      this.state.patch({ problem });
    }
  }

  /**
   * Shows a message whose sending was just answered: at once if it is the next one, otherwise as soon as those before it
   * are here too.
   */
  sent(message: Message, onShown: () => void): void {
    if (this.state.get().loaded && message.seq === this.last + 1) {
      this.append([message], { isLive: true });
    }
    if (message.seq <= this.last) {
      onShown();
      return;
    }
    const stop = this.state.subscribe(() => {
      if (message.seq <= this.last) {
        stop();
        onShown();
      }
    });
    this.polling?.now();
  }

  /** The number of the newest message that is here; 0 if none is. */
  private get last(): number {
    return this.state.get().messages.at(-1)?.seq ?? 0;
  }

  /** What is here stays if one can go on from it. */
  private begin(start: number | undefined): void {
    this.start = start;
    const [oldest] = this.state.get().messages;
    if (start !== undefined && oldest && (start + 1 < oldest.seq || start > this.last + CATCH_UP)) {
      this.range += 1;
      this.view = undefined;
      this.state.patch({ messages: [], loaded: false, older: "more", newer: "none" });
    }
  }

  private async loadFirst(signal?: AbortSignal): Promise<void> {
    const { start, range } = this;
    const end = await this.page(undefined, signal);
    const newest = end.messages.at(-1)?.seq ?? 0;
    const isFurtherBack = start !== undefined && end.hasMore && start + 1 <= (end.messages[0]?.seq ?? 0);
    if (!isFurtherBack) {
      this.take(end.messages, { older: end.hasMore, newest });
      return;
    }
    const [before, after] = await Promise.all([this.page(start + 1, signal), this.some(start, PAGE, signal)]);
    if (range === this.range) {
      this.take([...before.messages, ...after], { older: before.hasMore, newest });
    }
  }

  private async catchUp(signal?: AbortSignal): Promise<void> {
    const fresh: Message[] = [];
    try {
      for await (const message of this.after(this.last, signal)) {
        fresh.push(message);
        if (fresh.length === CATCH_UP) {
          this.state.patch({ newer: "more", newest: message.seq + 1 });
          break;
        }
      }
    } finally {
      this.append(fresh, { isLive: true });
    }
  }

  private async readChanges(signal?: AbortSignal): Promise<void> {
    if (await this.changes.read(signal)) {
      this.show(this.state.get().messages);
      return;
    }
    // Too much was changed meanwhile to be told one by one: what is here is read again.
    await this.changes.begin(signal);
    const [oldest] = this.state.get().messages;
    if (oldest) {
      const { range } = this;
      const again = await this.some(oldest.seq - 1, this.last - oldest.seq + 1, signal);
      if (range === this.range) {
        again.forEach((message) => this.changes.keep(message));
        this.show(this.state.get().messages);
      }
    }
  }

  private show(messages: readonly Message[]): void {
    const latest = this.changes.latest(messages);
    if (latest.some((message, i) => message !== messages[i])) {
      this.state.patch({ messages: latest, isLive: false });
    }
  }

  /** Begins another range. */
  private take(messages: readonly Message[], { older, newest }: { older: boolean; newest: number }): void {
    this.range += 1;
    this.state.patch({
      messages: this.changes.latest(messages),
      loaded: true,
      older: older ? "more" : "none",
      newer: (messages.at(-1)?.seq ?? 0) < newest ? "more" : "none",
      newest,
      isLive: false,
    });
  }

  /** What is here already comes again when a message was sent while one looked. */
  private append(messages: readonly Message[], { isLive }: { isLive: boolean }): void {
    const fresh = messages.filter(({ seq }) => seq > this.last);
    if (fresh.length > 0) {
      const newest = Math.max(this.state.get().newest, fresh.at(-1)!.seq);
      this.state.patch({ messages: [...this.state.get().messages, ...this.changes.latest(fresh)], newest, isLive });
    }
  }

  /** The newest messages, or the newest before a number. A page with a gap is read anew from its first message on. */
  private async page(before: number | undefined, signal?: AbortSignal) {
    const call = { before, limit: PAGE, retry: ONCE, signal };
    const { value } = await this.client.messages(this.groupUuid, call).pages().next();
    const messages = value?.items ?? [];
    const hasMore = value?.hasMore ?? false;
    const [oldest] = messages;
    const end = before ?? (messages.at(-1)?.seq ?? 0) + 1;
    if (!oldest || messages.length === end - oldest.seq) {
      return { messages, hasMore };
    }
    const whole: Message[] = [];
    for await (const message of this.after(oldest.seq - 1, signal)) {
      if (message.seq >= end) {
        break;
      }
      whole.push(message);
    }
    return { messages: whole, hasMore };
  }

  private async rows(call: { limit: number; signal?: AbortSignal }): Promise<Message[]> {
    const { value } = await this.client
      .messages(this.groupUuid, { ...call, retry: ONCE })
      .pages()
      .next();
    return value?.items ?? [];
  }

  private async some(after: number, count: number, signal?: AbortSignal): Promise<Message[]> {
    const messages: Message[] = [];
    for await (const message of this.after(after, signal)) {
      messages.push(message);
      if (messages.length === count) {
        break;
      }
    }
    return messages;
  }

  private after(seq: number, signal?: AbortSignal) {
    return readAfter(this.client, this.groupUuid, seq, {
      retry: ONCE,
      signal,
      gapPause: this.gapPause,
      onGap: ({ first, last }) => console.warn(`Messages ${first} to ${last} of ${this.groupUuid} are missing`),
    });
  }
}
