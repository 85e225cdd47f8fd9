import { useSyncExternalStore } from "react";
import { Value } from "../live/Value";

type ByPlace<T> = Readonly<Record<string, T>>;

/** What is being written, by place (`placeOf`), and which message it answers. It is kept until the tab is closed. */
export class Drafts {
  readonly all: Value<ByPlace<string>>;
  /** Numbers of messages. */
  readonly replies: Value<ByPlace<number>>;

  constructor(
    private readonly storage: Storage,
    private readonly storageKey: string,
  ) {
    this.all = new Value(JSON.parse(storage.getItem(storageKey) ?? "{}") as ByPlace<string>);
    this.replies = new Value(JSON.parse(storage.getItem(`${storageKey}.replies`) ?? "{}") as ByPlace<number>);
  }

  readonly in = (place: string): string => this.all.get()[place] ?? "";

  set(place: string, text: string): void {
    const { [place]: _, ...others } = this.all.get();
    const all = text ? { ...others, [place]: text } : others;
    this.storage.setItem(this.storageKey, JSON.stringify(all));
    this.all.set(all);
  }

  readonly replyIn = (place: string): number | undefined => this.replies.get()[place];

  /** Undefined: it answers nothing any more. */
  setReply(place: string, seq: number | undefined): void {
    const { [place]: _, ...others } = this.replies.get();
    const replies = seq === undefined ? others : { ...others, [place]: seq };
    this.storage.setItem(`${this.storageKey}.replies`, JSON.stringify(replies));
    this.replies.set(replies);
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

/** Which message the draft of one place answers. */
export function useReply(drafts: Drafts, place: string): number | undefined {
  return useSyncExternalStore(drafts.replies.subscribe, () => drafts.replyIn(place));
}
