import type { MessagingClient } from "@cruddur/messaging-client";
import type { GroupList } from "../groups/GroupList";

/** Milliseconds for which marks are gathered: scrolling past twenty messages is one request. */
const GATHER = 400;

/** Tells the server what somebody has seen. */
export class ReadMarks {
  private readonly marks = new Map<string, string>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly client: MessagingClient,
    private readonly groups: GroupList,
  ) {}

  seen(groupUuid: string, messageUuid: string): void {
    const group = this.groups.state.get().groups.find(({ uuid }) => uuid === groupUuid);
    const marked = [this.marks.get(groupUuid), group?.last_read_message_uuid];
    if (marked.some((mark) => mark && mark >= messageUuid)) {
      return;
    }
    this.marks.set(groupUuid, messageUuid);
    this.groups.read(groupUuid, messageUuid);
    if (!this.timers.has(groupUuid)) {
      this.timers.set(
        groupUuid,
        setTimeout(() => void this.tell(groupUuid), GATHER),
      );
    }
  }

  private async tell(groupUuid: string): Promise<void> {
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
