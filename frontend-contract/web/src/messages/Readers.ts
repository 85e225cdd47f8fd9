import type { MessagingClient, Reader, UserShort } from "@cruddur/messaging-client";
import { Value } from "../live/Value";

const ONCE = { attempts: 1 };

/**
 * How far the others have read, as far as they show it. Nobody, while the signed-in user hides theirs. What goes wrong here
 * is not told: the messages are there without it.
 */
export class Readers {
  readonly state = new Value<readonly Reader[]>([]);

  constructor(
    private readonly client: MessagingClient,
    private readonly groupUuid: string,
  ) {}

  /** As the server has just told it. */
  told({ user_uuid, last_read_seq }: { user_uuid: string; last_read_seq: number }): void {
    const known = this.state.get();
    const before = known.find(({ uuid }) => uuid === user_uuid);
    if (last_read_seq > (before?.last_read_seq ?? 0)) {
      const others = known.filter(({ uuid }) => uuid !== user_uuid);
      this.state.set(sorted([...others, { uuid: user_uuid, last_read_seq }]));
    }
  }

  async refresh(signal?: AbortSignal): Promise<void> {
    try {
      const readers = await this.client.readers(this.groupUuid, { retry: ONCE, signal });
      const next = sorted(readers);
      if (JSON.stringify(next) !== JSON.stringify(this.state.get())) {
        this.state.set(next);
      }
    } catch {
      signal?.throwIfAborted();
    }
  }
}

const sorted = (readers: Reader[]) =>
  readers.sort((a, b) => b.last_read_seq - a.last_read_seq || (a.uuid < b.uuid ? -1 : 1));

/**
 * Under which message each reader stands: the last that is here and that they have read. Whoever wrote that one themselves
 * stands nowhere.
 *
 * @param people whose names are known; who has none is left out
 */
export function readersByMessage(
  messages: readonly { seq: number; user_uuid: string }[],
  readers: readonly Reader[],
  people: readonly UserShort[],
): ReadonlyMap<number, readonly UserShort[]> {
  const byMessage = new Map<number, UserShort[]>();
  for (const { uuid, last_read_seq } of readers) {
    const last = messages.findLast(({ seq }) => seq <= last_read_seq);
    const person = people.find((candidate) => candidate.uuid === uuid);
    if (last && person && last.user_uuid !== uuid) {
      byMessage.set(last.seq, [...(byMessage.get(last.seq) ?? []), person]);
    }
  }
  return byMessage;
}
