import type { Live, LiveEvent, LiveState, MessagingClient } from "@cruddur/messaging-client";
import { Value } from "./Value";

/** What tabs of one browser tell each other. */
type Told = { event: LiveEvent } | { state: LiveState } | { ask: true } | { now: true };

/** Milliseconds. */
const REFUSED_PAUSE = 60_000;

/**
 * What happens, as it happens. All tabs of a browser share one stream: the tab that holds a lock has it, and tells the
 * others. When that tab is closed, another one takes over.
 */
export class LiveUpdates {
  readonly state = new Value<LiveState>({ mode: "connecting" });
  private live: Live | undefined;
  private channel: BroadcastChannel | undefined;

  /** @param name the same for all tabs of a person, and another for anybody else */
  constructor(
    private readonly client: Pick<MessagingClient, "live">,
    private readonly name: string,
    private readonly onEvent: (event: LiveEvent) => void,
  ) {}

  /** Until the returned function is called. */
  open(): () => void {
    const end = new AbortController();
    this.channel = new BroadcastChannel(this.name);
    this.channel.onmessage = ({ data }: MessageEvent<Told>) => this.hear(data);
    this.channel.postMessage({ ask: true } satisfies Told);
    const reconnect = () => this.live?.reconnect();
    window.addEventListener("offline", reconnect);
    window.addEventListener("online", reconnect);
    void this.takeTurns(end.signal);
    return () => {
      end.abort();
      window.removeEventListener("offline", reconnect);
      window.removeEventListener("online", reconnect);
      this.channel?.close();
      this.channel = undefined;
      this.state.set({ mode: "connecting" });
    };
  }

  /** Tries to connect at once. */
  now(): void {
    this.tell({ now: true });
  }

  /** Whether the stream is in this tab. */
  get hasStream(): boolean {
    return this.live !== undefined;
  }

  get isLive(): boolean {
    return this.state.get().mode === "live";
  }

  /** Milliseconds between two looks: what came is told, so one seldom looks, and only in case something was not told. */
  pace(without: number, withLive: number): () => number {
    return () => (this.isLive ? withLive : without);
  }

  /** One tab after the other has the stream. Where it ended for good, such as by a refusal, it is tried again much later. */
  private async takeTurns(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await navigator.locks.request(this.name, { signal }, () => this.stream(signal)).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, REFUSED_PAUSE));
    }
  }

  /** In the tab that holds the lock. */
  private stream(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        this.live?.stop();
        this.live = undefined;
        resolve();
      };
      this.live = this.client.live({
        signal,
        onEvent: (event) => this.tell({ event }),
        onState: (state) => {
          this.tell({ state: plain(state) });
          if (state.mode === "ended") {
            end();
          }
        },
      });
      signal.addEventListener("abort", end);
    });
  }

  private tell(told: Told): void {
    this.channel?.postMessage(told);
    this.hear(told);
  }

  private hear(told: Told): void {
    if ("event" in told) {
      this.onEvent(told.event);
    } else if ("state" in told) {
      this.state.set(told.state);
    } else if ("now" in told) {
      this.live?.now();
    } else if (this.live) {
      this.channel?.postMessage({ state: this.state.get() } satisfies Told);
    }
  }
}

/** An error is no message for another tab. */
function plain(state: LiveState): LiveState {
  return "error" in state ? { ...state, error: undefined } : state;
}
