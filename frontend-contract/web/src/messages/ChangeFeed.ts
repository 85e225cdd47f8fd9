import { ProblemError, type Message, type MessagingClient } from "@cruddur/messaging-client";

const ONCE = { attempts: 1 };
const LIMIT = 100;

/**
 * What others change in a conversation while it is open: edits, deletions, reactions. Of two versions of a message the one
 * with the greater `change_seq` is newer, whichever way it came: in a page, among the changes, as the answer to one's own.
 */
export class ChangeFeed {
  /** The number of the last change that was told; undefined before `begin`. */
  private cursor: number | undefined;
  /** By number, as they were told last: also for pages that were on their way meanwhile. */
  private readonly known = new Map<number, Message>();

  constructor(
    private readonly client: MessagingClient,
    private readonly groupUuid: string,
  ) {}

  /** Follows from now on. To be called before the messages are read. */
  async begin(signal?: AbortSignal): Promise<void> {
    const { value } = await this.client.changes(this.groupUuid, { limit: 1, retry: ONCE, signal }).pages().next();
    this.take(value?.items ?? [], value?.lastChangeSeq);
  }

  /** Reads what was changed since. False if the server does not know it any more: read the messages again. */
  async read(signal?: AbortSignal): Promise<boolean> {
    try {
      const call = { after: this.cursor ?? 0, limit: LIMIT, retry: ONCE, signal };
      for await (const { items, lastChangeSeq } of this.client.changes(this.groupUuid, call).pages()) {
        this.take(items, lastChangeSeq);
      }
      return true;
    } catch (error) {
      if (error instanceof ProblemError && error.is("changes_expired")) {
        this.cursor = undefined;
        return false;
      }
      throw error;
    }
  }

  keep(message: Message): void {
    this.known.set(message.seq, newer(message, this.known.get(message.seq)));
  }

  /** Each as it was told last. */
  latest(messages: readonly Message[]): readonly Message[] {
    return messages.map((message) => newer(message, this.known.get(message.seq)));
  }

  /**
   * @param upTo the change up to which the server has looked. The messages do not say it: some are not for this person, and
   *   one may have been changed again since, by a change that comes after others
   */
  private take(changed: readonly Message[], upTo = Math.max(0, ...changed.map(({ change_seq }) => change_seq))): void {
    changed.forEach((message) => this.keep(message));
    this.cursor = Math.max(this.cursor ?? 0, upTo);
  }
}

function newer(message: Message, known: Message | undefined): Message {
  return known && known.change_seq > message.change_seq ? known : message;
}
