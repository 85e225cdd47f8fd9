import type { Me, MeChange, MessagingClient } from "@cruddur/messaging-client";
import type { Value } from "../live/Value";

/**
 * What one decides about oneself. A choice shows at once, and what the server answers wins. Choices are stored one after
 * the other, so that no answer takes back one that was made while it was on its way.
 */
export class OwnSettings {
  /** As the server knows them. */
  private stored: Me | null;
  /** Chosen, and not yet answered. */
  private chosen: readonly MeChange[] = [];
  private last: Promise<unknown> = Promise.resolve();
  /** Counts the choices: what was read before one of them is old. */
  private changes = 0;

  constructor(
    private readonly client: Pick<MessagingClient, "me" | "changeMe">,
    private readonly me: Value<Me | null>,
  ) {
    this.stored = me.get();
  }

  /** They may have been changed on another device. */
  async load(signal: AbortSignal): Promise<void> {
    const { changes } = this;
    const now = await this.client.me({ signal });
    if (changes === this.changes) {
      this.stored = now;
      this.show();
    }
  }

  /** Rejects with what went wrong, and then this choice is shown as it was. */
  async change(choice: MeChange): Promise<void> {
    this.stored ??= this.me.get();
    this.changes += 1;
    this.chosen = [...this.chosen, choice];
    this.show();
    const answer = this.last.then(() => this.client.changeMe(choice));
    this.last = answer.catch(() => {});
    try {
      this.stored = await answer;
    } finally {
      this.chosen = this.chosen.filter((other) => other !== choice);
      this.show();
    }
  }

  private show(): void {
    if (this.stored) {
      this.me.set(this.chosen.reduce<Me>((me, choice) => ({ ...me, ...choice }), this.stored));
    }
  }
}
