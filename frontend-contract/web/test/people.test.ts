import { createMessagingClient, type UserShort } from "@cruddur/messaging-client";
import { describe, expect, it } from "vitest";
import { Conversations } from "../src/groups/Conversations";
import { GroupDetails, together } from "../src/groups/GroupDetails";
import { GroupList } from "../src/groups/GroupList";
import { FOR_EVER, muteChoices, mutedText } from "../src/groups/muting";
import { isTitleRefused } from "../src/groups/TitleField";
import { Blocks } from "../src/people/Blocks";
import { wanted } from "../src/people/usePeopleSearch";
import { ANDREW, answering, group, GROUP, json, LONDO, problem } from "./fakes";

const client = (answer: (request: Request) => Response | Promise<Response>) =>
  createMessagingClient({ baseUrl: "http://cruddur.test", fetch: answering(answer), retry: { attempts: 1 } });
const short = ({ uuid, handle, display_name }: UserShort) => ({ uuid, handle, display_name });
const done = () => new Response(null, { status: 204 });

describe("whom one has blocked", () => {
  it("is what the server says, and what is changed here, by name", async () => {
    const blocks = new Blocks(client(({ method }) => (method === "GET" ? json([short(LONDO)]) : done())));
    await blocks.load();
    await blocks.block(ANDREW);
    expect(blocks.people.get()).toEqual([short(ANDREW), short(LONDO)]);
    await blocks.unblock(LONDO);
    expect(blocks.people.get()).toEqual([short(ANDREW)]);
  });

  it("is not what was asked before it was changed", async () => {
    let answer = (_: Response) => {};
    const asked = new Promise<Response>((resolve) => (answer = resolve));
    const answers = [json([short(LONDO)]), asked];
    const blocks = new Blocks(client(({ method }) => (method === "GET" ? answers.shift()! : done())));
    await blocks.load();
    const loading = blocks.load();
    await blocks.unblock(LONDO);
    answer(json([short(LONDO)]));
    await loading;
    expect(blocks.people.get()).toEqual([]);
  });

  it("stays as it was if the server refuses", async () => {
    const blocks = new Blocks(client(({ method }) => (method === "GET" ? json([]) : problem(403, "not_allowed"))));
    await blocks.load();
    await expect(blocks.block(LONDO)).rejects.toThrow();
    expect(blocks.people.get()).toEqual([]);
  });
});

describe("what one does with a conversation", () => {
  async function conversations(answer: (request: Request) => Response, newestHere = 0) {
    const requests: string[] = [];
    const server = client((request) => {
      const { pathname, search } = new URL(request.url);
      requests.push(`${request.method} ${pathname}${search}`);
      return answer(request);
    });
    const lists = [new GroupList(server), new GroupList(server, true)];
    lists[0]!.put(group({ last_seq: 7 }));
    const forgotten: string[] = [];
    const all = new Conversations(
      server,
      lists,
      new GroupDetails(server),
      () => newestHere,
      (uuid) => forgotten.push(uuid),
    );
    const shown = () => lists.map((list) => list.state.get().groups.length);
    return { all, shown, requests, forgotten };
  }

  it("goes to the other list when it is archived, at once", async () => {
    const { all, shown } = await conversations(() => json(group({ last_seq: 7, archived: true })));
    const changing = all.change(group({ last_seq: 7 }), { archived: true });
    expect(shown()).toEqual([0, 1]);
    await changing;
    expect(shown()).toEqual([0, 1]);
  });

  it("is where it was if the server refuses", async () => {
    const { all, shown } = await conversations(() => problem(404, "message_group_not_found"));
    await expect(all.change(group({ last_seq: 7 }), { archived: true })).rejects.toThrow();
    expect(shown()).toEqual([1, 0]);
  });

  it("is cleared only when the time to undo it is over, up to what was there", async () => {
    const { all, shown, requests, forgotten } = await conversations(done, 9);
    const clearing = all.toClear(group({ last_seq: 7 }));
    expect([shown(), requests]).toEqual([[0, 0], []]);
    await clearing.clear();
    expect(requests).toEqual([`DELETE /api/message_groups/${GROUP}?last_seq=9`]);
    expect(forgotten).toEqual([GROUP]);
  });

  it("is here again when clearing is undone or fails", async () => {
    const { all, shown } = await conversations(() => problem(500, "internal_error"));
    all.toClear(group({ last_seq: 7 })).show();
    expect(shown()).toEqual([1, 0]);
    await expect(all.toClear(group({ last_seq: 7 })).clear()).rejects.toThrow();
    expect(shown()).toEqual([1, 0]);
  });

  it("is gone when one has left", async () => {
    const { all, shown, requests } = await conversations(done);
    await all.leave(group({ last_seq: 7 }), ANDREW.uuid);
    expect(requests).toEqual([`DELETE /api/message_groups/${GROUP}/members/${ANDREW.uuid}`]);
    expect(shown()).toEqual([0, 0]);
  });
});

describe("a group by its row and alone", () => {
  it("has the members of the one and the numbers of the other", () => {
    const row = group({ last_seq: 9, muted_until: FOR_EVER, member_count: 2, title: "Old" });
    const alone = group({ last_seq: 3, title: "New", role: "admin", member_count: 6 });
    expect(together(row, alone)).toMatchObject({
      last_seq: 9,
      muted_until: FOR_EVER,
      title: "New",
      role: "admin",
      member_count: 6,
    });
    expect(together(undefined, alone)).toBe(alone);
    expect(together(row, undefined)).toBe(row);
  });
});

describe("muting", () => {
  const now = new Date(2026, 10, 27, 20, 15);

  it("lasts an hour, eight, until tomorrow's morning, or for ever", () => {
    const untils = muteChoices(now).map(({ until }) => until);
    expect(untils.map((until) => new Date(until).getTime() - now.getTime()).slice(0, 2)).toEqual([
      3_600_000, 28_800_000,
    ]);
    expect(untils[2]).toBe(new Date(2026, 10, 28, 8).toISOString());
    expect(untils[3]).toBe(FOR_EVER);
  });

  it("says until when", () => {
    expect(mutedText(new Date(2026, 10, 27, 21, 15).toISOString(), now)).toMatch(/^Muted until (21:15|09:15 PM)$/);
    expect(mutedText(new Date(2026, 10, 28, 8).toISOString(), now)).toMatch(/^Muted until .*28/);
    expect(mutedText(FOR_EVER, now)).toBe("Muted");
  });
});

describe("a title", () => {
  it("is one line of 80 characters at most, as the server counts them", () => {
    expect(isTitleRefused("🧀".repeat(80))).toBe(false);
    expect(isTitleRefused("🧀".repeat(81))).toBe(true);
    expect(isTitleRefused(` ${"x".repeat(80)} `), "space around it does not count").toBe(false);
    expect(isTitleRefused("a\u202Eb")).toBe(true);
    expect(isTitleRefused("a\nb")).toBe(true);
    expect(isTitleRefused(""), "none").toBe(false);
  });
});

describe("what is looked for", () => {
  it("is what was typed, without the @ of a handle, and no longer than the server takes", () => {
    expect(wanted("  @lon ")).toBe("lon");
    expect(wanted("x".repeat(90))).toHaveLength(64);
  });
});
