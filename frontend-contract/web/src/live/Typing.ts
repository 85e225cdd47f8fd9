import type { MessagingClient } from "@cruddur/messaging-client";
import { Value } from "./Value";

/** Milliseconds after which somebody counts as not writing any more, unless it is told again. */
const LASTS = 6_000;
/** Milliseconds between two times that one tells that one is writing. */
const TELL_EVERY = 4_000;

/** Who is writing in which conversation. */
export class Typing {
  /** The users' uuids, by conversation. */
  readonly state = new Value<ReadonlyMap<string, readonly string[]>>(new Map());
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly toldAt = new Map<string, number>();

  constructor(private readonly client: Pick<MessagingClient, "tellTyping">) {}

  heard(groupUuid: string, userUuid: string): void {
    const key = `${groupUuid} ${userUuid}`;
    clearTimeout(this.timers.get(key));
    this.timers.set(
      key,
      setTimeout(() => this.ended(groupUuid, userUuid), LASTS),
    );
    const others = this.in(groupUuid).filter((uuid) => uuid !== userUuid);
    this.set(groupUuid, [...others, userUuid]);
  }

  /** Also when their message has come. */
  ended(groupUuid: string, userUuid: string): void {
    clearTimeout(this.timers.get(`${groupUuid} ${userUuid}`));
    this.timers.delete(`${groupUuid} ${userUuid}`);
    if (this.in(groupUuid).includes(userUuid)) {
      this.set(
        groupUuid,
        this.in(groupUuid).filter((uuid) => uuid !== userUuid),
      );
    }
  }

  /** To be called at each key; tells the others now and then. What goes wrong is no concern of whoever writes. */
  tell(groupUuid: string): void {
    const now = Date.now();
    if (now - (this.toldAt.get(groupUuid) ?? 0) >= TELL_EVERY) {
      this.toldAt.set(groupUuid, now);
      this.client.tellTyping(groupUuid, { retry: { attempts: 1 } }).catch(() => undefined);
    }
  }

  in(groupUuid: string): readonly string[] {
    return this.state.get().get(groupUuid) ?? [];
  }

  private set(groupUuid: string, users: readonly string[]): void {
    this.state.set(new Map(this.state.get()).set(groupUuid, users));
  }
}
