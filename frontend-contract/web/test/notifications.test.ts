import type { Message, MessageGroup } from "@cruddur/messaging-client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Notifications } from "../src/notifications/Notifications";
import { ANDREW, group, LONDO, message } from "./fakes";

/** What a browser would show, in place of a browser's. */
class Shown {
  static permission: NotificationPermission = "granted";
  static all: { title: string; body: string }[] = [];
  static requestPermission = () => Promise.resolve(Shown.permission);
  constructor(title: string, { body }: { body: string }) {
    Shown.all.push({ title, body });
  }
}

beforeEach(() => {
  Shown.permission = "granted";
  Shown.all = [];
  vi.stubGlobal("Notification", Shown);
});
afterEach(() => vi.unstubAllGlobals());

interface Circumstances {
  row?: Partial<MessageGroup>;
  isTeller?: boolean;
  isInView?: boolean;
  blocked?: string;
}

function created({ row, isTeller = true, isInView = false, blocked }: Circumstances = {}) {
  const notifications = new Notifications(localStorage, "notifications", {
    isTeller: () => isTeller,
    isMine: ({ user_uuid }) => user_uuid === ANDREW.uuid,
    isBlocked: (uuid) => uuid === blocked,
    find: () => Promise.resolve(group(row)),
    isInView: () => Promise.resolve(isInView),
  });
  notifications.setSound(false);
  return notifications;
}

async function titlesAfter(circumstances: Circumstances, ...told: Message[]): Promise<string[]> {
  const notifications = created(circumstances);
  await notifications.turnOn();
  for (const one of told) {
    await notifications.heard(one);
  }
  return Shown.all.map(({ title }) => title);
}

describe("a notification", () => {
  it("tells who wrote, and where if it is a group, once for each message", async () => {
    expect(await titlesAfter({}, message(1), message(1), message(2))).toEqual([LONDO.display_name, LONDO.display_name]);
    Shown.all = [];
    expect(await titlesAfter({ row: { title: "Line to Mars" } }, message(1))).toEqual(["Londo Mollari · Line to Mars"]);
    expect(Shown.all[0]!.body).toBe("Message 1");
  });

  it("is cut where it is long", async () => {
    await titlesAfter({}, { ...message(1), message: "So it goes on. ".repeat(20) });
    expect(Shown.all[0]!.body).toHaveLength(140);
  });

  it.each<[string, Circumstances, Message]>([
    ["one's own message", {}, message(1, ANDREW)],
    ["an edit, or a reaction", {}, { ...message(1), change_seq: 3 }],
    ["what the conversation says of itself", {}, { ...message(1), kind: "system" }],
    ["a muted conversation", { row: { muted_until: "9999-12-31T00:00:00.000Z" } }, message(1)],
    ["the conversation in view", { isInView: true }, message(1)],
    ["somebody who is blocked", { blocked: LONDO.uuid }, message(1)],
    ["a tab that is not the one that tells", { isTeller: false }, message(1)],
  ])("does not come for %s", async (_, circumstances, told) => {
    expect(await titlesAfter(circumstances, told)).toEqual([]);
  });

  it("comes again when muting has ended", async () => {
    expect(await titlesAfter({ row: { muted_until: "2020-01-01T00:00:00.000Z" } }, message(1))).toHaveLength(1);
  });

  it("comes only if one has turned it on, and the browser allows it", async () => {
    const notifications = created();
    await notifications.heard(message(1));
    expect(Shown.all).toEqual([]);
    Shown.permission = "denied";
    await notifications.turnOn();
    await notifications.heard(message(2));
    expect(Shown.all).toEqual([]);
    Shown.permission = "granted";
    await notifications.turnOn();
    // In another tab, before it is asked again.
    const other = created();
    expect(other.state.get()).toMatchObject({ isOn: true, hasSound: false });
    other.turnOff();
    await notifications.heard(message(3));
    expect(Shown.all).toEqual([]);
  });
});
