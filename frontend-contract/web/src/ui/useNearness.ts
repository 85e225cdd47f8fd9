import { useEffect, type RefObject } from "react";

/**
 * Calls back when an element comes near to what can be seen of a scroller.
 *
 * @param step what changes when the call has had its effect; then it is looked at anew
 */
export function useNearness(
  element: RefObject<Element | null>,
  isWanted: boolean,
  step: unknown,
  onNear: () => void,
  { root, margin }: { root?: RefObject<Element | null>; margin: string },
): void {
  useEffect(() => {
    if (!isWanted || !element.current) {
      return;
    }
    // A busy browser reports several changes at once; what counts is the last.
    const observer = new IntersectionObserver((entries) => entries.at(-1)?.isIntersecting && onNear(), {
      root: root?.current,
      rootMargin: margin,
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, isWanted, step, onNear, root, margin]);
}
