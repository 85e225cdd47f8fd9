import { act, render, screen } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Undo } from "../src/ui/Undo";
import { UndoBar } from "../src/ui/UndoBar";

beforeEach(() => void vi.useFakeTimers());

const deed = (text = "Message deleted") => ({ text, run: vi.fn(), undo: vi.fn() });
const pass = (ms: number) => void act(() => void vi.advanceTimersByTime(ms));

function shown() {
  const undo = new Undo(6_000);
  render(<UndoBar undo={undo} />);
  const first = deed();
  void act(() => undo.offer(first));
  return { undo, first, button: () => screen.queryByRole("button", { name: "Undo" }) };
}

describe("a deed that can be undone", () => {
  it("is announced, and done when its time is up", () => {
    const { first, button } = shown();
    expect(screen.getByRole("status").textContent).toBe("Message deleted");
    pass(5_900);
    expect(first.run).not.toHaveBeenCalled();
    pass(200);
    expect(first.run).toHaveBeenCalledOnce();
    expect(button()).toBeNull();
  });

  it("is not done after Undo", () => {
    const { first, button } = shown();
    void act(() => button()!.click());
    pass(20_000);
    expect(first.undo).toHaveBeenCalledOnce();
    expect(first.run).not.toHaveBeenCalled();
  });

  it("is done at once when the next one comes", () => {
    const { undo, first } = shown();
    const second = deed("Conversation archived");
    void act(() => undo.offer(second));
    expect(first.run).toHaveBeenCalledOnce();
    expect(second.run).not.toHaveBeenCalled();
    expect(screen.getByRole("status").textContent).toBe("Conversation archived");
  });

  it("is done when the page goes", () => {
    const { first } = shown();
    void act(() => void window.dispatchEvent(new Event("pagehide")));
    expect(first.run).toHaveBeenCalledOnce();
    pass(20_000);
    expect(first.run).toHaveBeenCalledOnce();
  });

  it("waits while somebody is at the bar", () => {
    const { first, button } = shown();
    void act(() => button()!.focus());
    pass(20_000);
    expect(first.run).not.toHaveBeenCalled();
    void act(() => button()!.blur());
    pass(6_100);
    expect(first.run).toHaveBeenCalledOnce();
  });

  it("is undone by Ctrl and Z, but not while one writes", () => {
    const { first } = shown();
    const field = document.body.appendChild(document.createElement("textarea"));
    const press = (target: Element) =>
      void act(
        () => void target.dispatchEvent(new KeyboardEvent("keydown", { key: "z", ctrlKey: true, bubbles: true })),
      );
    press(field);
    expect(first.undo).not.toHaveBeenCalled();
    press(document.body);
    expect(first.undo).toHaveBeenCalledOnce();
    field.remove();
  });
});
