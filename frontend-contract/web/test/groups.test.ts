import { createMessagingClient } from "@cruddur/messaging-client";
import { describe, expect, it } from "vitest";
import { GroupList } from "../src/groups/GroupList";
import { isOwn, ownUuid } from "../src/groups/people";
import { ANDREW, answering, group, GROUP, json, LONDO, message } from "./fakes";

const BAYKO = { uuid: "e5a1c7b4-20d3-4f6b-b1c8-6d9e0f3a8b33", handle: "bayko", display_name: "Andrew Bayko" };

function list(...answers: Response[]) {
  return new GroupList(
    createMessagingClient({ baseUrl: "http://cruddur.test", fetch: answering(() => answers.shift() ?? json([])) }),
  );
}

describe("the list of conversations", () => {
  const other = group({ uuid: "3b0d6a52-6f0e-4c43-8d7a-9f2d1c5e7a90", created_at: message(5).created_at });

  it("is newest first, whatever comes in", async () => {
    const groups = list(json([other, group()]), json([group({ created_at: message(9).created_at })]));
    await groups.refresh();
    await groups.refresh();
    expect(groups.state.get().groups.map(({ uuid }) => uuid)).toEqual([GROUP, other.uuid]);
  });

  it("shows what was just sent although the server's list does not have it yet", async () => {
    const groups = list(json([other, group()]), json([other, group()]));
    await groups.refresh();
    groups.sent({ ...message(20, ANDREW), message: "Just sent" });
    await groups.refresh();
    expect(groups.state.get().groups[0]).toMatchObject({ uuid: GROUP, message: "Just sent" });
  });

  it("does not call unread what was just read", async () => {
    const unread = group({ unread_count: 3, last_read_message_uuid: message(1).uuid });
    const groups = list(
      json([unread]),
      json([unread]),
      json([group({ unread_count: 1, last_read_message_uuid: message(4).uuid })]),
    );
    await groups.refresh();
    groups.read(GROUP, message(4).uuid);
    await groups.refresh();
    expect(groups.state.get().groups[0]!.unread_count).toBe(0);
    await groups.refresh();
    expect(groups.state.get().groups[0]!.unread_count, "what came after it").toBe(1);
  });
});

describe("who one is", () => {
  const user = { sub: "s", name: "Andrew", handle: "AndrewBrown" };

  it("is who is in a conversation of two and is not the other", () => {
    expect(ownUuid([group({ handle: null, members: [ANDREW, LONDO, BAYKO] }), group()])).toBe(ANDREW.uuid);
  });

  it("is who is in all conversations", () => {
    const first = group({ handle: null, members: [ANDREW, LONDO, BAYKO] });
    expect(ownUuid([first])).toBeUndefined();
    expect(ownUuid([first, group({ handle: null, members: [ANDREW, LONDO] })])).toBeUndefined();
  });

  it("is told by the handle while there is nothing else", () => {
    expect(isOwn(message(1, ANDREW), undefined, user)).toBe(true);
    expect(isOwn(message(1, LONDO), undefined, user)).toBe(false);
  });
});
