import { Value } from "../live/Value";

/** Something that is shown as done at once, and is done a few seconds later. */
export interface Deed {
  /** What was done, for people: "Message deleted". */
  text: string;
  /** Does it. What goes wrong is its own to tell. */
  run: () => unknown;
  /** Shows again what was before. */
  undo: () => void;
}

/** Milliseconds in which a deed can be undone. */
const TIME = 6_000;
/** Milliseconds that signing out waits for it. */
const LAST_WAIT = 2_000;

/**
 * One deed at a time that can still be undone. It is done when its time is up, when the next one comes, when one signs out,
 * and when the page goes: then the request is sent with `keepalive` (`services.tsx`), as well as a browser allows it. A
 * browser that is ended by force does nothing, and the deed is as if it had been undone.
 */
export class Undo {
  readonly deed = new Value<Deed | null>(null);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isHeld = false;

  constructor(private readonly time = TIME) {
    window.addEventListener("pagehide", () => void this.run());
  }

  offer(deed: Deed): void {
    void this.run();
    this.deed.set(deed);
    this.wait();
  }

  /** While somebody is at the bar, it stays; then the time begins anew. */
  hold(isHeld: boolean): void {
    this.isHeld = isHeld;
    this.wait();
  }

  undo(): void {
    const deed = this.take();
    deed?.undo();
  }

  /** Does at once what is still waiting; resolves when that is done, or takes too long. */
  async run(): Promise<void> {
    await Promise.race([this.take()?.run(), new Promise((resolve) => setTimeout(resolve, LAST_WAIT))]);
  }

  private take(): Deed | null {
    clearTimeout(this.timer);
    this.isHeld = false;
    const deed = this.deed.get();
    this.deed.set(null);
    return deed;
  }

  private wait(): void {
    clearTimeout(this.timer);
    if (this.deed.get() && !this.isHeld) {
      this.timer = setTimeout(() => void this.run(), this.time);
    }
  }
}
