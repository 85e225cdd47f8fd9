import { useLayoutEffect, type RefObject } from "react";

const positions = new Map<string, number>();

/**
 * Keeps how far somebody has scrolled while they are on another page.
 *
 * @param isShown whether it is laid out now: what is hidden forgets how far it was scrolled
 */
export function useScrollMemory(scroller: RefObject<HTMLElement | null>, key: string, isShown: boolean): void {
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box || !isShown) {
      return;
    }
    box.scrollTo(0, positions.get(key) ?? 0);
    const remember = () => positions.set(key, box.scrollTop);
    box.addEventListener("scroll", remember, { passive: true });
    return () => box.removeEventListener("scroll", remember);
  }, [scroller, key, isShown]);
}
