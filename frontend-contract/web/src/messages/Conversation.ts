import { type Message, type MessagingClient, type Pages } from "@cruddur/messaging-client";
import { poll, type Polling } from "../live/poll";
import { Value } from "../live/Value";
import { merge } from "./merge";

const FIRST_PAGE = 50;
const LATER_PAGES = 100;
const ONCE = { attempts: 1 };

/**
 * A message may become visible a little after one with a greater uuid: the servers' clocks and writes race. What is
 * this old, in milliseconds, has no gaps any more.
 */
const SETTLED_AFTER = 10_000;

export interface ConversationState {
  /** Oldest first. Complete from the first to the last. */
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

  private readonly pages: Pages<Message>;
  private polling: Polling | undefined;
  private openings = 0;
  /** Everything up to here has been read without a gap. */
  private settled: string | undefined;
  private unsettled: { uuid: string; since: number }[] = [];

  constructor(
    private readonly client: MessagingClient,
    readonly groupUuid: string,
    private readonly now: () => number = Date.now,
  ) {
    // Later pages, from a Link, are as long as the first.
    this.pages = client.messages(groupUuid, { limit: FIRST_PAGE, retry: ONCE }).pages();
  }

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
      await this.loadNewest();
      return;
    }
    const startedAt = this.now();
    const after = this.settled;
    const query = after ? { after, limit: LATER_PAGES } : { limit: FIRST_PAGE };
    const pages = this.client.messages(this.groupUuid, { ...query, retry: ONCE, signal }).pages();
    const fresh: Message[] = [];
    for await (const page of pages) {
      fresh.push(...page.items);
      if (!after) {
        break;
      }
    }
    this.add(fresh);
    this.settle(startedAt);
  }

  async loadOlder(): Promise<void> {
    const { loaded, older } = this.state.get();
    if (!loaded || older === "loading" || older === "none") {
      return;
    }
    this.state.patch({ older: "loading", olderProblem: null });
    try {
      const { value } = await this.pages.next();
      this.state.patch({
        messages: merge(this.state.get().messages, value?.items ?? []),
        older: value?.hasMore ? "more" : "none",
      });
    } catch (olderProblem) {
      this.state.patch({ older: "failed", olderProblem });
    }
  }

  /** A message that is known from elsewhere: the answer to its sending. */
  add(fresh: readonly Message[]): void {
    const { messages } = this.state.get();
    const merged = merge(messages, fresh);
    if (merged !== messages) {
      const known = new Set(messages.map((message) => message.uuid));
      const since = this.now();
      for (const { uuid } of fresh) {
        if (!known.has(uuid)) {
          this.unsettled.push({ uuid, since });
        }
      }
      this.state.patch({ messages: merged });
    }
  }

  private async loadNewest(): Promise<void> {
    const { value } = await this.pages.next();
    const messages = value?.items ?? [];
    const newest = messages.at(-1);
    if (newest) {
      // By the server's clock: the newest is at most this new.
      const limit = Date.parse(newest.created_at) - SETTLED_AFTER;
      const old = messages.findLast((message) => Date.parse(message.created_at) <= limit);
      this.settled = (old ?? messages[0])?.uuid;
      const since = this.now();
      this.unsettled = messages.filter(({ uuid }) => uuid > (this.settled ?? "")).map(({ uuid }) => ({ uuid, since }));
    }
    this.state.patch({
      messages: merge(this.state.get().messages, messages),
      loaded: true,
      older: value?.hasMore ? "more" : "none",
    });
  }

  /** After everything that is newer than `settled` was read at a time. */
  private settle(readAt: number): void {
    const old = this.unsettled.filter(({ since }) => since <= readAt - SETTLED_AFTER);
    if (old.length > 0) {
      this.unsettled = this.unsettled.filter((message) => !old.includes(message));
      this.settled = old.reduce((newest, { uuid }) => (uuid > newest ? uuid : newest), this.settled ?? "");
    }
  }
}
