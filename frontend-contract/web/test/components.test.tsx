import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { Drafts } from "../src/messages/Drafts";
import { firstNewOf, placingOf } from "../src/messages/entries";
import { MessageForm } from "../src/messages/MessageForm";
import { initials } from "../src/ui/Avatar";
import { dayName } from "../src/ui/time";
import { ANDREW, LONDO, message, messages } from "./fakes";

describe("the form", () => {
  function shown() {
    const onSend = vi.fn();
    const drafts = new Drafts(sessionStorage, "drafts");
    render(<MessageForm receiver="Londo Mollari" place="g" drafts={drafts} onSend={onSend} />);
    return { onSend, field: screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Message to Londo Mollari" }) };
  }

  it("sends with Enter and is empty then", async () => {
    const { onSend, field } = shown();
    await userEvent.type(field, "Hello{Enter}");
    expect(onSend).toHaveBeenCalledWith("Hello");
    expect(field.value).toBe("");
  });

  it("breaks the line with Shift and Enter", async () => {
    const { onSend, field } = shown();
    await userEvent.type(field, "a{Shift>}{Enter}{/Shift}b{Enter}");
    expect(onSend).toHaveBeenCalledWith("a\nb");
  });

  it("sends neither nothing nor too much, and says how much too much", async () => {
    const { onSend, field } = shown();
    await userEvent.type(field, "  {Enter}");
    await userEvent.clear(field);
    await userEvent.click(field);
    await userEvent.paste("🧀".repeat(1027));
    await userEvent.keyboard("{Enter}");
    expect(onSend).not.toHaveBeenCalled();
    expect(screen.getByRole("status").textContent).toBe("3 over the limit of 1,024 characters");
    expect(field.getAttribute("aria-invalid")).toBe("true");
  });

  it("keeps what is being written", async () => {
    const { field } = shown();
    await userEvent.type(field, "Not yet");
    expect(new Drafts(sessionStorage, "drafts").in("g")).toBe("Not yet");
  });
});

describe("what stands in a conversation", () => {
  const isOwn = ({ handle }: { handle: string }) => handle === ANDREW.handle;
  const placed = (rows: ReturnType<typeof messages>, firstNew = -1) =>
    rows.map((row, i) => {
      const placing = placingOf(rows, i, i === firstNew);
      const names = (Object.keys(placing) as (keyof typeof placing)[]).filter((name) => placing[name]);
      return [row.message, ...names].join(" ");
    });

  it("draws together what one person says in one go", () => {
    expect(placed([message(1), message(2), message(3, ANDREW), message(10, ANDREW)])).toEqual([
      "Message 1 startsDay isFirst",
      "Message 2 isLast",
      "Message 3 isFirst isLast",
      "Message 10 isFirst isLast",
    ]);
  });

  it("begins anew where the new ones begin", () => {
    expect(placed([message(1), message(2), message(3)], 1)).toEqual([
      "Message 1 startsDay isFirst",
      "Message 2 isFirst",
      "Message 3 isLast",
    ]);
  });

  it("begins to be new after the read marker, with what somebody else wrote", () => {
    const rows = [message(1), message(2, ANDREW), message(3), message(4)];
    expect(firstNewOf(rows, 1, isOwn, false)).toBe(3);
    expect(firstNewOf(rows, undefined, isOwn, false)).toBeUndefined();
    expect(firstNewOf(rows, 4, isOwn, false)).toBeUndefined();
    expect(firstNewOf(rows, 0, isOwn, false), "never read").toBe(1);
    expect(firstNewOf(messages(3, 6), 1, isOwn, false), "it begins further back").toBeUndefined();
    expect(firstNewOf(messages(3, 6), 1, isOwn, true), "nothing is further back").toBe(3);
  });

  it("names days", () => {
    const now = new Date(2026, 10, 23, 12);
    const day = (ago: number) => dayName(new Date(2026, 10, 23 - ago, 9).toISOString(), now);
    expect([day(0), day(1), day(3)]).toEqual(["Today", "Yesterday", "Friday"]);
  });

  it("draws avatars from initials", () => {
    expect([LONDO.display_name, "Yuki", "Marisol Vega, Tomek Zieliński", ""].map(initials)).toEqual([
      "LM",
      "Y",
      "MZ",
      "?",
    ]);
  });
});
