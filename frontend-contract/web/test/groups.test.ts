import { createMessagingClient, type Me, type Message } from "@cruddur/messaging-client";
import { describe, expect, it, vi } from "vitest";
import { GroupList, unreadCount } from "../src/groups/GroupList";
import { LastSpeakers } from "../src/groups/LastSpeakers";
import { isOwn, isSelf, learnWhoIAm } from "../src/groups/people";
import { Value } from "../src/live/Value";
import { ReadMarks } from "../src/messages/ReadMarks";
import { ANDREW, answering, group, GROUP, json, LONDO, message, problem, soon } from "./fakes";

function list(...answers: Response[]) {
  return new GroupList(
    createMessagingClient({ baseUrl: "http://cruddur.test", fetch: answering(() => answers.shift() ?? json([])) }),
  );
}

describe("the list of conversations", () => {
  const other = group({ uuid: "3b0d6a52-6f0e-4c43-8d7a-9f2d1c5e7a90", last_seq: 5, created_at: message(5).created_at });
  const third = group({ uuid: "9a4f2b6c-5d1e-4f7a-8b3c-0e6d9f2a1c44", last_seq: 7 });
  const uuids = (groups: GroupList) => groups.state.get().groups.map(({ uuid }) => uuid);

  it("is in the server's order, whatever the times say", async () => {
    const early = { created_at: "2020-01-01T00:00:00.000Z" };
    const groups = list(json([group(early), other]), json([other, group(early)]));
    await groups.refresh();
    expect(uuids(groups)).toEqual([GROUP, other.uuid]);
    await groups.refresh();
    expect(uuids(groups)).toEqual([other.uuid, GROUP]);
  });

  it("keeps what is not on the first page behind it, as it stood", async () => {
    const next = { Link: '</api/message_groups?cursor=n>; rel="next"' };
    const groups = list(json([other], next), json([third, group()]), json([group({ last_seq: 2 })], next));
    await groups.refresh();
    await groups.loadOlder();
    expect(uuids(groups)).toEqual([other.uuid, third.uuid, GROUP]);
    await groups.refresh();
    expect(uuids(groups)).toEqual([GROUP, other.uuid, third.uuid]);
  });

  describe("asked for a conversation", () => {
    const next = { Link: '</api/message_groups?cursor=n>; rel="next"' };

    it("asks the server for it alone if it is further down, archived or cleared", async () => {
      const groups = list(json([other], next), json(group()));
      await groups.refresh();
      expect(await groups.find(other.uuid)).toEqual(other);
      expect(await groups.find(GROUP)).toEqual(group());
      expect(uuids(groups)).toEqual([other.uuid]);
    });

    it("knows nothing if there is none", async () => {
      const groups = list(json([other]), problem(404, "message_group_not_found"));
      await groups.refresh();
      expect(await groups.find(GROUP)).toBeUndefined();
    });
  });

  describe("changed here", () => {
    const archive = (groups: GroupList) => groups.hold(group(), { archived: true });

    it("shows the change at once, and as long as the server's list is behind", async () => {
      const groups = list(json([other, group()]), json([other, group()]), json([other]));
      await groups.refresh();
      archive(groups);
      expect(uuids(groups)).toEqual([other.uuid]);
      groups.settle(group({ archived: true }));
      await groups.refresh();
      expect(uuids(groups), "the server's list is a moment behind").toEqual([other.uuid]);
    });

    it("takes what the server says when the moment is over", async () => {
      vi.useFakeTimers();
      const groups = list(json([group()]), json([group()]));
      await groups.refresh();
      archive(groups);
      groups.settle(group({ archived: true }));
      vi.setSystemTime(Date.now() + 6_000);
      await groups.refresh();
      vi.useRealTimers();
      expect(uuids(groups)).toEqual([GROUP]);
    });

    it("shows what was before if the server refuses", async () => {
      const groups = list(json([group()]));
      await groups.refresh();
      archive(groups);
      groups.letGo(GROUP);
      expect(uuids(groups)).toEqual([GROUP]);
    });

    it("is in the list of what is archived, at its place", async () => {
      const archived = new GroupList(
        createMessagingClient({ baseUrl: "http://cruddur.test", fetch: answering(() => json([])) }),
        true,
      );
      const old = group({ uuid: other.uuid, archived: true, created_at: "2020-01-01T00:00:00.000Z" });
      archived.put(old);
      archive(archived);
      expect(uuids(archived)).toEqual([GROUP, other.uuid]);
    });

    it("is gone when it is cleared, until the next message", async () => {
      const cleared = group({ last_seq: 7 });
      const groups = list(json([cleared]), json([cleared]), json([group({ last_seq: 8 })]));
      await groups.refresh();
      groups.hide(GROUP, 7);
      expect(uuids(groups)).toEqual([]);
      await groups.refresh();
      expect(uuids(groups)).toEqual([]);
      await groups.refresh();
      expect(uuids(groups)).toEqual([GROUP]);
    });
  });

  it("lets go of what was archived, cleared or left on another device, but not when one reading misses it", async () => {
    const groups = list(json([other, group()]), json([other]), json([other, group()]), json([other]), json([other]));
    await groups.refresh();
    await groups.refresh();
    expect(uuids(groups)).toEqual([other.uuid, GROUP]);
    await groups.refresh();
    await groups.refresh();
    expect(uuids(groups)).toEqual([other.uuid, GROUP]);
    await groups.refresh();
    expect(uuids(groups)).toEqual([other.uuid]);
  });

  it("counts what is unread or marked so, and not what is muted", () => {
    const until = "2999-01-01T00:00:00.000Z";
    expect(
      unreadCount([
        group({ unread_count: 2 }),
        group({ marked_unread: true }),
        group({ unread_count: 2, muted_until: until }),
        group({ marked_unread: true, muted_until: until }),
        group(),
      ]),
    ).toBe(2);
  });

  it("is not muted any more when the time is over", async () => {
    vi.useFakeTimers();
    const muted_until = new Date(Date.now() + 60_000).toISOString();
    const groups = list(json([group({ muted_until })]), json([group({ muted_until })]));
    await groups.refresh();
    expect(groups.state.get().groups[0]!.muted_until).toBe(muted_until);
    vi.setSystemTime(Date.now() + 61_000);
    await groups.refresh();
    vi.useRealTimers();
    expect(groups.state.get().groups[0]!.muted_until).toBeNull();
  });

  describe("after a long sleep", () => {
    const next = { Link: '</api/message_groups?cursor=n>; rel="next"' };
    const rows = (first: number, count: number, last_seq: number) =>
      Array.from({ length: count }, (_, i) => group({ uuid: `00000000-0000-4000-8000-${first + i}`, last_seq }));
    const seqs = (groups: GroupList) => groups.state.get().groups.map(({ last_seq }) => last_seq);

    async function twoPages(...later: Response[]) {
      const groups = list(json(rows(0, 20, 1), next), json(rows(20, 20, 1)), ...later);
      await groups.refresh();
      await groups.loadOlder();
      return groups;
    }

    it("reads on as long as rows have changed", async () => {
      const groups = await twoPages(json(rows(0, 20, 2), next), json(rows(20, 20, 2)));
      await groups.refresh();
      expect(seqs(groups)).toEqual(Array(40).fill(2));
    });

    it("reads no more than the first page when the end of it has not changed", async () => {
      const groups = await twoPages(json([...rows(0, 5, 2), ...rows(5, 15, 1)], next), json(rows(20, 20, 9)));
      await groups.refresh();
      expect(seqs(groups).slice(20)).toEqual(Array(20).fill(1));
    });

    it("sees also what was read on another device, which changes no order", async () => {
      vi.useFakeTimers();
      const read = rows(20, 20, 1).map((row) => ({ ...row, last_read_seq: 1 }));
      const groups = await twoPages(json(rows(0, 20, 1), next), json(read));
      vi.setSystemTime(Date.now() + 8 * 3_600_000);
      await groups.refresh();
      vi.useRealTimers();
      expect(groups.state.get().groups.at(-1)!.last_read_seq).toBe(1);
    });
  });

  it("shows what was just sent although the server's list does not have it yet", async () => {
    const groups = list(json([other, group()]), json([other, group()]), json([other, group({ last_seq: 20 })]));
    await groups.refresh();
    groups.sent({ ...message(20, ANDREW), message: "Just sent" });
    await groups.refresh();
    expect(groups.state.get().groups[0]).toMatchObject({ uuid: GROUP, message: "Just sent", last_seq: 20 });
    await groups.refresh();
    expect(uuids(groups), "the server has it, and orders again").toEqual([other.uuid, GROUP]);
  });

  it("begins with the conversation in which one has written last", async () => {
    const groups = list(json([third, other, group()]));
    await groups.refresh();
    groups.sent(message(20, ANDREW));
    groups.sent({ ...message(6, ANDREW), message_group_uuid: other.uuid });
    expect(uuids(groups)).toEqual([other.uuid, GROUP, third.uuid]);
    groups.sent(message(21, ANDREW));
    expect(uuids(groups)).toEqual([GROUP, other.uuid, third.uuid]);
  });

  it("shows the message with the greater number, even if its time is earlier", async () => {
    const groups = list(json([other, group({ last_seq: 19, created_at: message(90).created_at })]));
    await groups.refresh();
    groups.sent({ ...message(20, ANDREW), message: "Just sent" });
    expect(groups.state.get().groups[0]).toMatchObject({ message: "Just sent", created_at: message(20).created_at });
    groups.sent({ ...message(18, ANDREW), message: "Sent before" });
    expect(groups.state.get().groups[0]!.message).toBe("Just sent");
  });

  it("does not go back to an older version of a row", async () => {
    const groups = list(
      json([group({ last_seq: 9, last_read_seq: 9, message: "Newest" })]),
      json([
        group({ last_seq: 8, last_read_seq: 3, message: "Older", unread_count: 5, created_at: message(99).created_at }),
      ]),
    );
    await groups.refresh();
    await groups.refresh();
    expect(groups.state.get().groups[0]).toMatchObject({ message: "Newest", last_seq: 9, unread_count: 0 });
  });

  it("does not call unread what was just read", async () => {
    const unread = group({ unread_count: 3, last_seq: 4, last_read_seq: 1 });
    const groups = list(
      json([unread]),
      json([unread]),
      json([group({ unread_count: 1, last_seq: 5, last_read_seq: 4 })]),
    );
    await groups.refresh();
    groups.read(GROUP, 4);
    await groups.refresh();
    expect(groups.state.get().groups[0]!.unread_count).toBe(0);
    await groups.refresh();
    expect(groups.state.get().groups[0]!.unread_count, "what came after it").toBe(1);
  });

  it("calls unread what is behind the number that was read, before the server knows that number", async () => {
    const groups = list(json([group({ unread_count: 6, last_seq: 10, last_read_seq: 4 })]));
    await groups.refresh();
    groups.read(GROUP, 8);
    expect(groups.state.get().groups[0]!.unread_count).toBe(2);
  });

  it("takes the server's count as soon as its marker is as far, such as from another device", async () => {
    const groups = list(json([group({ unread_count: 7, last_seq: 30, last_read_seq: 12 })]));
    groups.read(GROUP, 8);
    await groups.refresh();
    expect(groups.state.get().groups[0]!.unread_count).toBe(7);
  });
});

describe("the read marks", () => {
  it("tell the server the greatest number that was seen, once", async () => {
    vi.useFakeTimers();
    const told: unknown[] = [];
    const client = createMessagingClient({
      baseUrl: "http://cruddur.test",
      fetch: answering(async (request) => {
        if (request.method === "GET") {
          return json([group({ last_seq: 12, last_read_seq: 9, unread_count: 3 })]);
        }
        told.push(await request.json());
        return new Response(null, { status: 204 });
      }),
    });
    const groups = new GroupList(client);
    await groups.refresh();
    const marks = new ReadMarks(client, groups);
    for (const seq of [8, 9, 10, 12, 11]) {
      marks.seen(GROUP, seq);
    }
    await vi.runAllTimersAsync();
    expect(told).toEqual([{ last_read_seq: 12 }]);
    expect(groups.state.get().groups[0]!.unread_count).toBe(0);
    vi.useRealTimers();
  });
});

describe("who one is", () => {
  const user = { sub: "s", name: "Andrew", handle: "AndrewBrown" };

  it("is what the server says, however long it takes", async () => {
    vi.useFakeTimers();
    const own: Me = { ...ANDREW, accepts_messages_from: "everyone", read_receipts: true, presence: true };
    const answers = [problem(503, "temporarily_unavailable"), json(own)];
    const asked: string[] = [];
    const me = new Value<Me | null>(null);
    const client = createMessagingClient({
      baseUrl: "http://cruddur.test",
      fetch: answering(({ url }) => {
        asked.push(new URL(url).pathname);
        return answers.shift()!;
      }),
    });
    learnWhoIAm(client, me);
    await vi.runAllTimersAsync();
    expect(me.get()).toEqual(own);
    expect(asked).toEqual(["/api/me", "/api/me"]);
    vi.useRealTimers();
  });

  it("is told by the uuid, whatever the sign-in calls one", () => {
    const called = { ...user, handle: LONDO.handle };
    expect(isOwn(message(1, ANDREW), ANDREW, called)).toBe(true);
    expect(isOwn(message(1, LONDO), ANDREW, called)).toBe(false);
    expect(isSelf(ANDREW, ANDREW, called)).toBe(true);
    expect(isSelf(LONDO, ANDREW, called)).toBe(false);
  });

  it("is told by the handle of the sign-in until the server says it", () => {
    expect(isOwn(message(1, ANDREW), null, user)).toBe(true);
    expect(isOwn(message(1, LONDO), null, user)).toBe(false);
  });
});

describe("who said the last thing", () => {
  const row = group({ last_seq: 5 });

  function speakers(here?: Message) {
    const asked: string[] = [];
    const client = createMessagingClient({
      baseUrl: "http://cruddur.test",
      fetch: answering((request) => {
        asked.push(new URL(request.url).search);
        return json([message(5)]);
      }),
    });
    return { asked, last: new LastSpeakers(client, () => here) };
  }

  it("is asked for once per message", async () => {
    const { asked, last } = speakers();
    last.look(row);
    last.look({ ...row, unread_count: 3 });
    await soon(() => expect(last.known.get().get(GROUP)).toMatchObject({ seq: 5, handle: "londo" }));
    expect(asked).toEqual(["?limit=1"]);
  });

  it("is not asked for if the message is here", () => {
    const { asked, last } = speakers(message(5, ANDREW));
    last.look(row);
    expect(last.known.get().get(GROUP)).toMatchObject({ seq: 5, handle: "andrewbrown" });
    expect(asked).toEqual([]);
  });
});
