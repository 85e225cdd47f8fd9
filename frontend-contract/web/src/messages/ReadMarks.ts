import type { MessagingClient } from "@cruddur/messaging-client";
import type { GroupList } from "../groups/GroupList";

/** Milliseconds for which marks are gathered: scrolling past twenty messages is one request. */
const GATHER = 400;

/** Tells the server up to which number somebody has seen the messages. */
export class ReadMarks {
  private readonly marks = new Map<string, number>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly client: MessagingClient,
    private readonly groups: GroupList,
  ) {
    // Whoever goes has seen what was on the screen.
    window.addEventListener("pagehide", () => this.timers.forEach((_, groupUuid) => void this.tell(groupUuid)));
  }

  seen(groupUuid: string, seq: number): void {
    const group = this.groups.state.get().groups.find(({ uuid }) => uuid === groupUuid);
    if (seq <= Math.max(this.of(groupUuid), group?.last_read_seq ?? 0)) {
      return;
    }
    this.marks.set(groupUuid, seq);
    this.groups.read(groupUuid, seq);
    if (!this.timers.has(groupUuid)) {
      this.timers.set(
        groupUuid,
        setTimeout(() => void this.tell(groupUuid), GATHER),
      );
    }
  }

  /** The number up to which somebody has seen the messages in this tab; 0 if they have not. */
  of(groupUuid: string): number {
    return this.marks.get(groupUuid) ?? 0;
  }

  private async tell(groupUuid: string): Promise<void> {
    clearTimeout(this.timers.get(groupUuid));
    this.timers.delete(groupUuid);
    const mark = this.marks.get(groupUuid);
    if (!mark) {
      return;
    }
    try {
      await this.client.markRead(groupUuid, mark);
    } catch {
      // The next message that is seen marks this one too; so does the next visit.
      if (this.marks.get(groupUuid) === mark) {
        this.marks.delete(groupUuid);
      }
    }
  }
}
