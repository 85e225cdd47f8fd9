import type { Message, MessageGroup, MessagingClient, Pages } from "@cruddur/messaging-client";
import { poll, type Polling } from "../live/poll";
import { Value } from "../live/Value";

const PAGE = 20;
const ONCE = { attempts: 1 };

export interface GroupListState {
  /** Newest first. */
  groups: readonly MessageGroup[];
  loaded: boolean;
  older: "more" | "loading" | "failed" | "none";
  problem: unknown;
}

/** The signed-in user's conversations, kept up to date while the list can be seen. */
export class GroupList {
  readonly state = new Value<GroupListState>({ groups: [], loaded: false, older: "more", problem: null });

  private readonly pages: Pages<MessageGroup>;
  private polling: Polling | undefined;
  /** The newest that somebody saw in this tab, by group. */
  private readonly seen = new Map<string, string>();

  constructor(private readonly client: MessagingClient) {
    this.pages = client.messageGroups({ limit: PAGE, retry: ONCE }).pages();
  }

  open(interval = 4_000): () => void {
    this.polling ??= poll({
      interval,
      longestPause: 12_000,
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
      this.take(value?.items ?? []);
      this.state.patch({ loaded: true, older: value?.hasMore ? "more" : "none" });
      return;
    }
    const { value } = await this.client.messageGroups({ limit: PAGE, retry: ONCE, signal }).pages().next();
    this.take(value?.items ?? []);
  }

  async loadOlder(): Promise<void> {
    const { loaded, older } = this.state.get();
    if (!loaded || older === "loading" || older === "none") {
      return;
    }
    this.state.patch({ older: "loading" });
    try {
      const { value } = await this.pages.next();
      this.take(value?.items ?? []);
      this.state.patch({ older: value?.hasMore ? "more" : "none" });
    } catch {
      this.state.patch({ older: "failed" });
    }
  }

  /** A message that was just sent or read. The server's list has it a moment later. */
  take(news: readonly MessageGroup[]): void {
    const groups = new Map(this.state.get().groups.map((group) => [group.uuid, group]));
    for (const group of news) {
      groups.set(group.uuid, this.newer(group, groups.get(group.uuid)));
    }
    const sorted = [...groups.values()].sort((a, b) => (a.created_at < b.created_at ? 1 : -1));
    if (JSON.stringify(sorted) !== JSON.stringify(this.state.get().groups)) {
      this.state.patch({ groups: sorted });
    }
  }

  /** Shows a message that was just sent at its place in the list. */
  sent(message: Message): void {
    const group = this.state.get().groups.find(({ uuid }) => uuid === message.message_group_uuid);
    if (group && group.created_at < message.created_at) {
      this.take([{ ...group, message: message.message, created_at: message.created_at }]);
    }
    this.polling?.now();
  }

  read(groupUuid: string, messageUuid: string): void {
    this.seen.set(groupUuid, messageUuid);
    const group = this.state.get().groups.find(({ uuid }) => uuid === groupUuid);
    if (group) {
      this.take([group]);
    }
  }

  /** A group only ever moves forward, and nothing that was seen here is unread. */
  private newer(group: MessageGroup, known: MessageGroup | undefined): MessageGroup {
    const latest = known && known.created_at > group.created_at ? known : group;
    const seen = this.seen.get(group.uuid);
    const isMarked = !seen || (group.last_read_message_uuid ?? "") >= seen;
    return {
      ...group,
      message: latest.message,
      created_at: latest.created_at,
      unread_count: isMarked ? group.unread_count : 0,
    };
  }
}
