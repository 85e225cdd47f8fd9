import type { Me, MeChange } from "@cruddur/messaging-client";
import { describe, expect, it } from "vitest";
import { Value } from "../src/live/Value";
import { OwnSettings } from "../src/settings/OwnSettings";
import { ANDREW } from "./fakes";

const ME: Me = { ...ANDREW, accepts_messages_from: "known", read_receipts: false, presence: true };

/** A server that answers a change when it is told to. */
function opened() {
  let stored = ME;
  const asked: { change: MeChange; accept: () => void; refuse: () => void }[] = [];
  const me = new Value<Me | null>(ME);
  const settings = new OwnSettings(
    {
      me: () => Promise.resolve(stored),
      changeMe: (change) =>
        new Promise((resolve, reject) =>
          asked.push({
            change,
            accept: () => resolve((stored = { ...stored, ...change })),
            refuse: () => reject(new Error("The server is busy")),
          }),
        ),
    },
    me,
  );
  /** The nth change that reached the server. */
  const request = async (n: number) => {
    await expect.poll(() => asked.length).toBeGreaterThan(n);
    return asked[n]!;
  };
  return { me, settings, asked, request };
}

describe("one's own settings", () => {
  it("stay as chosen while an earlier choice is answered", async () => {
    const { me, settings, asked, request } = opened();
    const first = settings.change({ accepts_messages_from: "everyone" });
    const second = settings.change({ read_receipts: true });
    const { accept } = await request(0);
    expect(asked, "one after the other").toHaveLength(1);
    accept();
    await first;
    expect(me.get()).toMatchObject({ accepts_messages_from: "everyone", read_receipts: true });
    (await request(1)).accept();
    await second;
    expect(me.get()).toMatchObject({ accepts_messages_from: "everyone", read_receipts: true });
  });

  it("lose only the choice that was refused", async () => {
    const { me, settings, request } = opened();
    const first = settings.change({ accepts_messages_from: "everyone" });
    const second = settings.change({ read_receipts: true });
    (await request(0)).refuse();
    await expect(first).rejects.toThrow("busy");
    expect(me.get()).toMatchObject({ accepts_messages_from: "known", read_receipts: true });
    (await request(1)).accept();
    await second;
    expect(me.get()).toMatchObject({ accepts_messages_from: "known", read_receipts: true });
  });

  it("are not what was read before a choice", async () => {
    const { me, settings, request } = opened();
    const loading = settings.load(new AbortController().signal);
    const choice = settings.change({ presence: false });
    await loading;
    expect(me.get()).toMatchObject({ presence: false });
    (await request(0)).accept();
    await choice;
    await settings.load(new AbortController().signal);
    expect(me.get()).toMatchObject({ presence: false });
  });
});
