/** Pixels of a message's foot that may be hidden. */
const FOOT = 24;

/** The number of the newest message that was on the screen to its end, or that fills the screen; or undefined. */
export function newestSeen(scroller: HTMLElement): number | undefined {
  const screen = scroller.getBoundingClientRect();
  const seen = [...scroller.querySelectorAll<HTMLElement>("[data-seq]")].filter((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    const isWhole = bottom > screen.top && bottom - FOOT <= screen.bottom;
    return isWhole || (top <= screen.top && bottom >= screen.bottom);
  });
  const last = seen.at(-1);
  return last && Number(last.dataset.seq);
}
