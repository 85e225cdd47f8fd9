import { useEffect, type RefObject } from "react";

let isFirstView = true;

/** Whether the list and a conversation stand side by side, and nobody types on glass. */
export const hasRoom = () => window.matchMedia("(min-width: 48rem)").matches;

/**
 * Names the view in the browser's tab, and takes the focus to its heading when somebody came to it by a link within the
 * pages: that is where a screen reader goes on reading.
 */
export function useView(title: string, key: string, heading?: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    document.title = title === "Cruddur" ? title : `${title} · Cruddur`;
  }, [title]);
  useEffect(() => {
    if (!isFirstView) {
      heading?.current?.focus({ preventScroll: true });
    }
    isFirstView = false;
  }, [key, heading]);
}
