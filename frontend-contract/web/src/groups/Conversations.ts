import type { MessageGroup, MessagingClient, SettingsPatch } from "@cruddur/messaging-client";
import type { GroupDetails } from "./GroupDetails";
import type { GroupList } from "./GroupList";

/**
 * What one does with a whole conversation. It shows at once, in both lists; what the server answers wins. Each rejects with
 * what went wrong, and then all is shown as it was.
 */
export class Conversations {
  constructor(
    private readonly client: MessagingClient,
    private readonly lists: readonly GroupList[],
    private readonly details: GroupDetails,
    /** The number of the newest message that is here, which the list may not show yet. */
    private readonly newestHere: (uuid: string) => number,
    private readonly forgetMessages: (uuid: string) => void,
  ) {}

  /** Archives, mutes, marks unread, or takes that back. */
  async change(group: MessageGroup, patch: SettingsPatch): Promise<void> {
    this.lists.forEach((list) => list.hold(group, patch));
    try {
      const now = await this.client.changeSettings(group.uuid, patch);
      this.lists.forEach((list) => list.settle(now));
      const known = this.details.known.get().get(group.uuid);
      if (known) {
        const { archived, muted_until, marked_unread } = now;
        this.details.put({ ...known, archived, muted_until, marked_unread });
      }
    } catch (error) {
      this.lists.forEach((list) => list.letGo(group.uuid));
      throw error;
    }
  }

  /** A group that was just made. */
  made(group: MessageGroup): void {
    this.details.put(group);
    this.lists[0]!.put(group);
  }

  /** Clears a conversation for oneself. Until `clear` is called nothing has happened, and `show` takes it back. */
  toClear({ uuid, ...group }: MessageGroup): { clear: () => Promise<void>; show: () => void } {
    const last_seq = Math.max(group.last_seq, this.newestHere(uuid));
    const show = () => this.lists.forEach((list) => list.unhide(uuid));
    this.lists.forEach((list) => list.hide(uuid, last_seq));
    return {
      show,
      clear: async () => {
        try {
          // What has come since then stays.
          await this.client.clear(uuid, { lastSeq: last_seq });
          this.forget(uuid);
        } catch (error) {
          show();
          throw error;
        }
      },
    };
  }

  async leave(group: MessageGroup, me: string): Promise<void> {
    await this.client.removeMember(group.uuid, me);
    this.gone(group);
    this.forget(group.uuid);
  }

  /** One is not in it any more. Whoever is added again finds it with a greater number. */
  gone({ uuid, last_seq }: Pick<MessageGroup, "uuid" | "last_seq">): void {
    // The message that tells of the leaving is the next one.
    this.lists.forEach((list) => list.hide(uuid, last_seq + 1));
  }

  /** What is known of it here is read anew when it is opened again. */
  forget(uuid: string): void {
    this.details.forget(uuid);
    this.forgetMessages(uuid);
  }
}
