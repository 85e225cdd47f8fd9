import { Component, type ReactNode, type RefObject } from "react";

interface Anchor {
  element: Element;
  top: number;
}

/**
 * Keeps what somebody is reading where it is while messages come in above and below.
 *
 * The scroller is upside down (`flex-direction: column-reverse`): its position counts from the end, so older messages
 * above move nothing. What comes in below is made up for here, unless one is at the end: there one wants to see it.
 * Every row is laid out in full: with `content-visibility`, rows that were skipped in a quick scroll take their real
 * height later, and what one reads jumps (measured: 25 px).
 */
export class ScrollKeeper extends Component<{ scroller: RefObject<HTMLElement | null>; children: ReactNode }> {
  override getSnapshotBeforeUpdate(): Anchor | null {
    const scroller = this.props.scroller.current;
    if (!scroller || isAtEnd(scroller)) {
      return null;
    }
    const { top } = scroller.getBoundingClientRect();
    const element = firstRowBelow(scroller, top);
    return element && { element, top: element.getBoundingClientRect().top };
  }

  override componentDidUpdate(_props: unknown, _state: unknown, anchor: Anchor | null): void {
    const scroller = this.props.scroller.current;
    if (scroller && anchor?.element.isConnected) {
      scroller.scrollTop += anchor.element.getBoundingClientRect().top - anchor.top;
    }
  }

  override render(): ReactNode {
    return this.props.children;
  }
}

export function isAtEnd(scroller: HTMLElement): boolean {
  return Math.abs(scroller.scrollTop) < 24;
}

const messageRows = (scroller: HTMLElement) => scroller.getElementsByClassName("message");

/** The first message whose lower edge is below a line, found by halving: there may be thousands. */
function firstRowBelow(scroller: HTMLElement, line: number): Element | null {
  const rows = messageRows(scroller);
  const index = firstIndex(rows.length, (i) => rows[i]!.getBoundingClientRect().bottom > line);
  // The text itself: the row around it is higher or lower, depending on what comes before it.
  return rows[index]?.querySelector(".message__text") ?? null;
}

/** The number of the newest message that can be seen, or undefined. */
export function newestSeen(scroller: HTMLElement): number | undefined {
  const { bottom } = scroller.getBoundingClientRect();
  const rows = messageRows(scroller);
  for (let i = firstIndex(rows.length, (at) => rows[at]!.getBoundingClientRect().top >= bottom - 8) - 1; i >= 0; i--) {
    const { seq } = (rows[i] as HTMLElement).dataset;
    if (seq) {
      return Number(seq);
    }
  }
  return undefined;
}

/** The first index for which a condition holds that holds for all later ones too; `length` if there is none. */
function firstIndex(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}
