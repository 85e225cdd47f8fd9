import type { Message } from "@cruddur/messaging-client";
import type { Virtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type RefObject } from "react";

const articleOf = (scroller: HTMLElement | null, seq: number) =>
  scroller?.querySelector<HTMLElement>(`[data-seq="${seq}"] article`);

/**
 * Of all messages Tab goes to one, the arrow keys from there to the others. What has scrolled out of the document is none:
 * then it is the last one that is there.
 */
export function useRoving(
  messages: readonly Message[],
  rows: readonly { index: number }[],
  virtualizer: Virtualizer<HTMLDivElement, HTMLDivElement>,
  scroller: RefObject<HTMLElement | null>,
) {
  const [chosen, setChosen] = useState<number | undefined>(undefined);
  const shown = rows.flatMap(({ index }) => messages[index]?.seq ?? []);
  const active = chosen !== undefined && shown.includes(chosen) ? chosen : shown.at(-1);

  /** Also for one that is not laid out yet: it is, a moment after one has scrolled there. */
  const focus = useCallback(
    (seq: number) => {
      const look = (tries: number) => {
        const article = articleOf(scroller.current, seq);
        if (article) {
          setChosen(seq);
          article.focus({ preventScroll: true });
          article.scrollIntoView({ block: "nearest" });
        } else if (tries > 0) {
          requestAnimationFrame(() => look(tries - 1));
        }
      };
      look(20);
    },
    [scroller],
  );

  // A message that has the focus may scroll out of the document: the focus stays in the feed.
  const hasFocus = useRef(false);
  useEffect(() => {
    if (hasFocus.current && document.activeElement === document.body) {
      scroller.current?.focus({ preventScroll: true });
    }
  });

  function onKeyDown(event: KeyboardEvent) {
    const target = event.target as HTMLElement;
    if (target.tagName !== "ARTICLE" || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const here = messages.findIndex(
      ({ seq }) => seq === Number(target.closest<HTMLElement>("[data-seq]")?.dataset.seq),
    );
    const steps: Record<string, number> = {
      ArrowUp: here - 1,
      ArrowDown: here + 1,
      Home: 0,
      End: messages.length - 1,
    };
    const next = messages[steps[event.key] ?? -1];
    if (event.key in steps) {
      event.preventDefault();
      if (next) {
        if (!articleOf(scroller.current, next.seq)) {
          virtualizer.scrollToIndex(steps[event.key]!, { align: "center" });
        }
        focus(next.seq);
      }
    }
  }

  return {
    active,
    focus,
    list: {
      onKeyDown,
      onFocus({ target }: FocusEvent<HTMLElement>) {
        hasFocus.current = true;
        const seq = target.closest<HTMLElement>("[data-seq]")?.dataset.seq;
        if (seq) {
          setChosen(Number(seq));
        }
      },
      onBlur({ relatedTarget }: FocusEvent<HTMLElement>) {
        // What has gone out of the document is told nothing about.
        hasFocus.current = false;
        if (!relatedTarget) {
          hasFocus.current = document.hasFocus();
        }
      },
    },
  };
}
