import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { Menu, MenuButton } from "../src/ui/Menu";
import { bestPlace, pointAt } from "../src/ui/menuMoves";

const focused = (): string | null | undefined =>
  document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent;

function shown() {
  const chosen = vi.fn();
  const entry = (label: string) => ({ label, onSelect: () => void chosen(label, focused()) });
  render(
    <MenuButton label="More" entries={[entry("Reply"), entry("Rename"), "separator", entry("Edit"), entry("Copy")]} />,
  );
  return { chosen, button: screen.getByRole("button", { name: "More" }) };
}

describe("a menu button", () => {
  it("opens with the first entry, or with the last", async () => {
    const { button } = shown();
    await userEvent.click(button);
    expect(button.getAttribute("aria-expanded")).toBe("true");
    expect(focused()).toBe("Reply");
    await userEvent.keyboard("{Escape}{ArrowUp}");
    expect(focused()).toBe("Copy");
  });

  it("is gone through by arrows, Home, End, and by what one types", async () => {
    const { button } = shown();
    await userEvent.click(button);
    const at: unknown[] = [];
    for (const keys of ["{ArrowDown}", "{ArrowDown}", "{End}", "{ArrowDown}", "{ArrowUp}", "{Home}", "r", "r"]) {
      await userEvent.keyboard(keys);
      at.push(focused());
    }
    expect(at).toEqual(["Rename", "Edit", "Copy", "Reply", "Copy", "Reply", "Rename", "Reply"]);
    await new Promise((resolve) => setTimeout(resolve, 650));
    await userEvent.keyboard("ren");
    expect(focused()).toBe("Rename");
  });

  it("gives the focus back with Escape and with Tab, and before it does what was chosen", async () => {
    const { button, chosen } = shown();
    await userEvent.click(button);
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("menu")).toBeNull();
    expect(document.activeElement).toBe(button);
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{Enter}");
    expect(chosen).toHaveBeenCalledWith("Rename", "More");
    expect(screen.queryByRole("menu")).toBeNull();
  });

  it("closes by a click elsewhere, which does nothing else", async () => {
    const { button } = shown();
    const other = vi.fn();
    render(<button onClick={other}>Other</button>);
    await userEvent.click(button);
    await userEvent.click(screen.getByText("Other"));
    expect(screen.queryByRole("menu")).toBeNull();
    expect(other).not.toHaveBeenCalled();
  });
});

describe("the row above a menu", () => {
  it("is gone through sideways, and left downwards", async () => {
    const quick = ["One", "Two", "Three"].map((label) => ({ label, text: label[0]!, onSelect: vi.fn() }));
    render(
      <Menu
        label="Message"
        at={pointAt(5, 5)}
        quick={quick}
        entries={[{ label: "Reply", onSelect: vi.fn() }]}
        onClose={vi.fn()}
      />,
    );
    const at: unknown[] = [focused()];
    for (const keys of ["{ArrowRight}", "{ArrowLeft}", "{ArrowLeft}", "{ArrowDown}", "{ArrowUp}", "{ArrowUp}"]) {
      await userEvent.keyboard(keys);
      at.push(focused());
    }
    expect(at).toEqual(["One", "Two", "One", "Three", "Reply", "One", "Reply"]);
  });
});

describe("the place of a menu", () => {
  const screen = { innerWidth: 400, innerHeight: 300 };
  it.each([
    ["below a point", pointAt(50, 40), { left: 50, top: 40 }],
    ["above it where there is no room", pointAt(50, 250), { left: 50, top: 150 }],
    ["to the left of it", pointAt(380, 40), { left: 280, top: 40 }],
    ["in the window, wherever", pointAt(30, 500), { left: 30, top: 192 }],
  ])("is %s", (_, at, place) => expect(bestPlace(at, { width: 100, height: 100 }, screen)).toEqual(place));
});
