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
  const pressed = useRef(0);
  const end = () => {
    clearTimeout(press.current?.timer);
    press.current = null;
  };
  return {
    onContextMenu(event: MouseEvent) {
      // The browser's own menu: for a link, for what is chosen, and with Shift.
      const target = event.target as Element;
      if ((event.shiftKey && event.button === 2) || target.closest("a, textarea, input") || hasChosenText(event)) {
        end();
        return;
      }
      event.preventDefault();
      end();
      // Android says it twice: by our own timer, and by this.
      if (Date.now() - pressed.current > LONG) {
        onOpen(pointAt(event.clientX, event.clientY), target);
      }
    },
    onPointerDown(event: PointerEvent) {
      end();
      const target = event.target as Element;
      if (event.pointerType === "touch" && event.isPrimary && !target.closest("a, button, textarea, input")) {
        const { clientX: x, clientY: y } = event;
        const open = () => {
          end();
          pressed.current = Date.now();
          onOpen(pointAt(x, y), target);
        };
        press.current = { x, y, timer: setTimeout(open, LONG) };
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
