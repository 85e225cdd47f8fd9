import { useEffect, type RefObject } from "react";

let isFirstView = true;
let view = "";
let unread = 0;

function show(): void {
  document.title = [unread > 0 ? `(${unread})` : "", view, view && "·", "Cruddur"].filter(Boolean).join(" ");
  const icon = document.querySelector<HTMLLinkElement>("link[rel=icon]");
  icon?.setAttribute("href", unread > 0 ? "/favicon-unread.svg" : "/favicon.svg");
}

/** Shows in the browser's tab in how many conversations there is something new. */
export function showUnread(count: number): void {
  unread = count;
  show();
}

/** Whether the list and a conversation stand side by side, and nobody types on glass. */
export const hasRoom = () => window.matchMedia("(min-width: 48rem)").matches;

/**
 * Names the view in the browser's tab, and takes the focus to its heading when somebody came to it by a link within the
 * pages: that is where a screen reader goes on reading.
 */
export function useView(title: string, key: string, heading?: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    view = title;
    show();
  }, [title]);
  useEffect(() => {
    if (!isFirstView) {
      heading?.current?.focus({ preventScroll: true });
    }
    isFirstView = false;
  }, [key, heading]);
}
