/** Pixels of the window: a point, or a box. */
export interface Place {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export const pointAt = (x: number, y: number): Place => ({ left: x, top: y, right: x, bottom: y });

/** Pixels between a menu and the window's edge. */
const EDGE = 8;

/** Below a place, or above it where there is no room; never beyond the window. */
export function bestPlace(
  at: Place,
  size: { width: number; height: number },
  screen: { innerWidth: number; innerHeight: number },
): { left: number; top: number } {
  const fits = (start: number, length: number, room: number) => start + length <= room - EDGE;
  const clamp = (start: number, length: number, room: number) => Math.max(EDGE, Math.min(start, room - EDGE - length));
  const left = fits(at.left, size.width, screen.innerWidth) ? at.left : at.right - size.width;
  const top = fits(at.bottom, size.height, screen.innerHeight) ? at.bottom : at.top - size.height;
  return {
    left: clamp(left, size.width, screen.innerWidth),
    top: clamp(top, size.height, screen.innerHeight),
  };
}

/** The index one row on: the first `quick` entries are one row, every other is one of its own. */
export function rowOf(here: number, step: 1 | -1, quick: number, count: number): number {
  if (step === 1) {
    const next = Math.max(quick, here + 1);
    return next < count ? next : 0;
  }
  if (here < quick || here <= 0) {
    return count - 1;
  }
  return here === quick ? 0 : here - 1;
}

/** The next entry whose label begins with what was typed; one letter again and again goes through all of them. */
export function startsWith(all: readonly HTMLElement[], here: number, typed: string): HTMLElement | undefined {
  const isRepeated = [...typed].every((letter) => letter === typed[0]);
  const text = (isRepeated ? typed[0]! : typed).toLowerCase();
  const from = isRepeated ? here + 1 : here;
  const order = [...all.slice(Math.max(0, from)), ...all.slice(0, Math.max(0, from))];
  return order.find((item) => nameOf(item).toLowerCase().startsWith(text));
}

const nameOf = (item: HTMLElement) =>
  item.getAttribute("aria-label") ?? item.querySelector(".menu__label")?.textContent ?? item.textContent ?? "";

/** Whether a key writes a character, and is no command. */
export function isTypedText(event: { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean }): boolean {
  return event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
}
