import type { MessagingClient, UserShort } from "@cruddur/messaging-client";
import { useEffect } from "react";
import { useValue, Value } from "../live/Value";
import { useMessaging } from "../services";

/** Whom the signed-in user has blocked. */
export class Blocks {
  /** Null until the server has said it. */
  readonly people = new Value<readonly UserShort[] | null>(null);
  private loading: Promise<void> | undefined;
  /** Counts what was changed here: an answer to what was asked before is old. */
  private changes = 0;

  constructor(private readonly client: MessagingClient) {}

  load(): Promise<void> {
    this.loading ??= this.read().finally(() => (this.loading = undefined));
    return this.loading;
  }

  private async read(): Promise<void> {
    const { changes } = this;
    const people = await this.client.blocks();
    if (changes === this.changes) {
      this.people.set(people);
    }
  }

  async block({ uuid, handle, display_name }: UserShort): Promise<void> {
    await this.client.block(handle);
    const others = this.others(uuid);
    this.take(others && [...others, { uuid, handle, display_name }]);
  }

  async unblock({ uuid, handle }: UserShort): Promise<void> {
    await this.client.unblock(handle);
    this.take(this.others(uuid));
  }

  private others(uuid: string): UserShort[] | null {
    return this.people.get()?.filter((person) => person.uuid !== uuid) ?? null;
  }

  private take(people: UserShort[] | null): void {
    this.changes += 1;
    this.people.set(people && people.sort((a, b) => a.display_name.localeCompare(b.display_name)));
    if (!people) {
      void this.load().catch(() => {});
    }
  }
}

const NOBODY: readonly UserShort[] = [];

/** Whom one has blocked; nobody while that is not known. */
export function useBlocked(): readonly UserShort[] {
  const { blocks } = useMessaging();
  const people = useValue(blocks.people);
  useEffect(() => {
    if (!blocks.people.get()) {
      // Without the answer nothing is folded; the next page asks again.
      blocks.load().catch(() => {});
    }
  }, [blocks]);
  return people ?? NOBODY;
}
