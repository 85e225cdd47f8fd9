import { useRef, type MouseEvent, type PointerEvent } from "react";
import { pointAt, type Place } from "./menuMoves";

/** Milliseconds of a long press, and pixels by which a finger may move meanwhile. */
const LONG = 500;
const STILL = 10;

/**
 * What opens a context menu: a right click, the menu key, and a finger that stays. iOS has no `contextmenu` of its own for
 * the last.
 */
export function useLongPress(onOpen: (at: Place, target: Element) => void) {
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number } | null>(null);
  const opened = useRef(0);
  const end = () => {
    clearTimeout(press.current?.timer);
    press.current = null;
  };
  function open(x: number, y: number, target: Element): void {
    end();
    // Android says it twice: by its own long press, and by ours.
    if (Date.now() - opened.current > LONG) {
      opened.current = Date.now();
      onOpen(pointAt(x, y), target);
    }
  }
  return {
    onContextMenu(event: MouseEvent) {
      // The browser's own menu: for a link, for what is chosen, and with Shift.
      const target = event.target as Element;
      if (event.shiftKey || target.closest("a, textarea, input") || hasChosenText(event)) {
        end();
        return;
      }
      event.preventDefault();
      open(event.clientX, event.clientY, target);
    },
    onPointerDown(event: PointerEvent) {
      end();
      const target = event.target as Element;
      if (event.pointerType === "touch" && event.isPrimary && !target.closest("a, button, textarea, input")) {
        const { clientX: x, clientY: y } = event;
        press.current = { x, y, timer: setTimeout(() => open(x, y, target), LONG) };
      }
    },
    onPointerMove({ clientX, clientY }: PointerEvent) {
      const { current } = press;
      if (current && Math.hypot(clientX - current.x, clientY - current.y) > STILL) {
        end();
      }
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}

/** With a mouse: a right click on chosen text is for copying it. */
function hasChosenText(event: MouseEvent): boolean {
  const chosen = window.getSelection();
  return (
    !!chosen &&
    !chosen.isCollapsed &&
    window.matchMedia("(hover: hover)").matches &&
    chosen.containsNode(event.target as Node, true)
  );
}
