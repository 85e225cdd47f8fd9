import { useSyncExternalStore } from "react";
import { Value } from "../live/Value";

/** What is being written, by place (`placeOf`). It is kept until the tab is closed. */
export class Drafts {
  readonly all: Value<Readonly<Record<string, string>>>;

  constructor(
    private readonly storage: Storage,
    private readonly storageKey: string,
  ) {
    this.all = new Value(JSON.parse(storage.getItem(storageKey) ?? "{}") as Record<string, string>);
  }

  readonly in = (place: string): string => this.all.get()[place] ?? "";

  set(place: string, text: string): void {
    const { [place]: _, ...others } = this.all.get();
    const all = text ? { ...others, [place]: text } : others;
    this.storage.setItem(this.storageKey, JSON.stringify(all));
    this.all.set(all);
  }

  /** When the first message has opened a conversation, what is being written goes on there. */
  move(from: string, to: string): void {
    const text = this.in(from);
    if (text && !this.in(to)) {
      this.set(to, text);
    }
    this.set(from, "");
  }
}

/** The draft of one place. Others do not matter. */
export function useDraft(drafts: Drafts, place: string): string {
  return useSyncExternalStore(drafts.all.subscribe, () => drafts.in(place));
}
