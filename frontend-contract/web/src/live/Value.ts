import { useSyncExternalStore } from "react";

/** A value that changes, and who wants to know. */
export class Value<T> {
  private readonly listeners = new Set<() => void>();

  constructor(private current: T) {}

  readonly get = (): T => this.current;

  set(next: T): void {
    if (!Object.is(next, this.current)) {
      this.current = next;
      this.listeners.forEach((listener) => listener());
    }
  }

  /** Changes some members of an object. */
  patch(members: Partial<T>): void {
    this.set({ ...this.current, ...members });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}

export function useValue<T>(value: Value<T>): T {
  return useSyncExternalStore(value.subscribe, value.get);
}
