import { readAfter, type Message, type MessagingClient } from "@cruddur/messaging-client";
import { poll, type Polling } from "../live/poll";
import { Value } from "../live/Value";

const PAGE = 50;
const ONCE = { attempts: 1 };

export interface ConversationState {
  /** One dense range of numbers, oldest first. Only a number that the server has lost is left out. */
  messages: readonly Message[];
  loaded: boolean;
  older: "more" | "loading" | "failed" | "none";
  /** Why there is nothing new: null while all is well. */
  problem: unknown;
  olderProblem: unknown;
}

/** The messages of a group, as far back as somebody looked, kept up to date while it is open. */
export class Conversation {
  readonly state = new Value<ConversationState>({
    messages: [],
    loaded: false,
    older: "more",
    problem: null,
    olderProblem: null,
  });

  private polling: Polling | undefined;
  private openings = 0;

  constructor(
    private readonly client: MessagingClient,
    readonly groupUuid: string,
    /** Milliseconds before a missing number is asked for again; the client's own if absent. */
    private readonly gapPause?: number,
  ) {}

  /** Looks for new messages until the returned function is called. */
  open(interval = 2_500): () => void {
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
      }
    };
  }

  tryAgain(): void {
    this.polling?.now();
  }

  /** One step: the newest page at first, then what came after it. */
  async refresh(signal?: AbortSignal): Promise<void> {
    if (!this.state.get().loaded) {
      const { messages, hasMore } = await this.page(undefined, signal);
      this.state.patch({ messages, loaded: true, older: hasMore ? "more" : "none" });
      return;
    }
    const fresh: Message[] = [];
    try {
      for await (const message of this.after(this.last, signal)) {
        fresh.push(message);
      }
    } finally {
      this.append(fresh);
    }
  }

  async loadOlder(): Promise<void> {
    const { loaded, older, messages } = this.state.get();
    if (!loaded || older === "loading" || older === "none") {
      return;
    }
    this.state.patch({ older: "loading", olderProblem: null });
    try {
      const page = await this.page(messages[0]?.seq);
      this.state.patch({
        messages: [...page.messages, ...this.state.get().messages],
        older: page.hasMore ? "more" : "none",
      });
    } catch (olderProblem) {
      this.state.patch({ older: "failed", olderProblem });
    }
  }

  /**
   * Shows a message whose sending was just answered: at once if it is the next one, otherwise as soon as those before it
   * are here too.
   */
  sent(message: Message, onShown: () => void): void {
    if (this.state.get().loaded && message.seq === this.last + 1) {
      this.append([message]);
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

  /** What is here already comes again when a message was sent while one looked. */
  private append(messages: readonly Message[]): void {
    const fresh = messages.filter(({ seq }) => seq > this.last);
    if (fresh.length > 0) {
      this.state.patch({ messages: [...this.state.get().messages, ...fresh] });
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

  private after(seq: number, signal?: AbortSignal) {
    return readAfter(this.client, this.groupUuid, seq, {
      retry: ONCE,
      signal,
      gapPause: this.gapPause,
      onGap: ({ first, last }) => console.warn(`Messages ${first} to ${last} of ${this.groupUuid} are missing`),
    });
  }
}
