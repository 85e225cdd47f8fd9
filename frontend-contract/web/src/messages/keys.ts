import type { KeyboardEvent } from "react";

export const isOnGlass = () => window.matchMedia("(hover: none) and (pointer: coarse)").matches;

/**
 * Enter, but not with Shift, which breaks the line, nor on glass, which cannot do both at once. While a character is being
 * composed, Enter chooses it. (229: Safari ends the composition too early.)
 */
export function isSendKey(event: KeyboardEvent): boolean {
  const isComposing = event.nativeEvent.isComposing || event.keyCode === 229;
  return event.key === "Enter" && !event.shiftKey && !isComposing && !isOnGlass();
}
