import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMessagingClient, follow, readAfter, type Gap, type Message } from "../src/index.js";
import { ScriptedServer, type Answer, type Seen } from "./server.js";

const GROUP = "d79031e4-171c-5282-916c-28ef29488129";
const QUICK = { gapPause: 1, interval: 1 };

let server: ScriptedServer;
beforeAll(async () => {
  server = await ScriptedServer.start();
});
afterAll(() => server.stop());

const client = () => createMessagingClient({ baseUrl: server.url, retry: { attempts: 1 } });

function message(seq: number): Message {
  return {
    uuid: crypto.randomUUID(),
    seq,
    message_group_uuid: GROUP,
    user_uuid: "c2b6a0de-91f4-4a1e-8a77-5e0d3c9b7f22",
    display_name: "Londo Mollari",
    handle: "londo",
    message: `Message ${seq}`,
    created_at: "2026-11-23T09:12:40.250Z",
    kind: "text",
    event: null,
    reply_to_seq: null,
    edited_at: null,
    deleted_at: null,
    reactions: [],
    change_seq: 0,
  };
}

const numbers = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i);

/** Answers as the API does, with the messages of these numbers. */
function holding(seqs: number[]): (seen: Seen) => Answer {
  return ({ url }) => {
    const { pathname, searchParams } = new URL(url, server.url);
    const after = Number(searchParams.get("after"));
    const limit = Number(searchParams.get("limit"));
    const rows = seqs.filter((seq) => seq > after);
    const page = rows.slice(0, limit);
    const next = `<${pathname}?limit=${limit}&after=${page.at(-1)}>; rel="next"`;
    return { headers: rows.length > limit ? { Link: next } : undefined, body: page.map(message) };
  };
}

const asked = () => server.seen.map(({ url }) => Number(new URL(url, server.url).searchParams.get("after")));

async function read(after: number) {
  const gaps: Gap[] = [];
  const seqs: number[] = [];
  for await (const { seq } of readAfter(client(), GROUP, after, { ...QUICK, onGap: (gap) => gaps.push(gap) })) {
    seqs.push(seq);
  }
  return { seqs, gaps };
}

describe("reading after a number", () => {
  it("gives every later message in order, over many pages", async () => {
    server.answer(holding(numbers(1, 350)));
    expect(await read(47)).toEqual({ seqs: numbers(48, 350), gaps: [] });
    expect(asked()).toEqual([47, 147, 247, 347]);
  });

  it("gives everything after 0, and nothing when nothing is new", async () => {
    server.answer(holding(numbers(1, 3)));
    expect((await read(0)).seqs).toEqual([1, 2, 3]);
    expect((await read(3)).seqs).toEqual([]);
  });

  it("gives a message of a repeated page once", async () => {
    server.answer(
      { headers: { Link: `</api/messages/${GROUP}?again>; rel="next"` }, body: [1, 2].map(message) },
      { body: [1, 2, 3].map(message) },
    );
    expect(await read(0)).toEqual({ seqs: [1, 2, 3], gaps: [] });
  });

  it("asks again for a message that is missing in the middle, and gives what is behind it later", async () => {
    server.answer(holding([1, 2, 4, 5]), holding([1, 2, 4, 5]), holding([1, 2, 3, 4, 5]));
    expect(await read(0)).toEqual({ seqs: [1, 2, 3, 4, 5], gaps: [] });
    expect(asked()).toEqual([0, 2, 2]);
  });

  it("asks again for a message that is missing at the beginning", async () => {
    server.answer(holding([49, 50]), holding([48, 49, 50]));
    expect(await read(47)).toEqual({ seqs: [48, 49, 50], gaps: [] });
    expect(asked()).toEqual([47, 47]);
  });

  it("asks again for a message that is missing between two pages", async () => {
    const withGap = numbers(1, 150).filter((seq) => seq !== 101);
    server.answer(holding(withGap), holding(withGap), holding(numbers(1, 150)));
    expect(await read(0)).toEqual({ seqs: numbers(1, 150), gaps: [] });
    expect(asked()).toEqual([0, 100, 100]);
  });

  it("goes on behind a number that stays missing, and tells about it", async () => {
    server.answer(holding([1, 4, 5]));
    expect(await read(0)).toEqual({ seqs: [1, 4, 5], gaps: [{ first: 2, last: 3 }] });
    expect(asked()).toEqual([0, 1, 1, 1]);
  });

  it("asks again for each number that is missing", async () => {
    server.answer(holding([1, 3, 5]));
    expect(await read(0)).toEqual({
      seqs: [1, 3, 5],
      gaps: [
        { first: 2, last: 2 },
        { first: 4, last: 4 },
      ],
    });
    expect(asked()).toEqual([0, 1, 1, 1, 3, 3, 3]);
  });
});

describe("following", () => {
  it("gives each message once and in order, whenever it comes", async () => {
    server.answer(holding([1, 2]), holding([1, 2]), holding([1, 2, 4]), holding([1, 2, 3, 4, 5]));
    const seqs: number[] = [];
    for await (const { seq } of follow(client(), GROUP, 0, QUICK)) {
      seqs.push(seq);
      if (seq === 5) {
        break;
      }
    }
    expect(seqs).toEqual([1, 2, 3, 4, 5]);
    expect(asked()).toEqual([0, 2, 2, 2]);
  });

  it("ends with the reason of the signal while it waits", async () => {
    server.answer(holding([1]));
    const controller = new AbortController();
    const messages = follow(client(), GROUP, 0, { interval: 60_000, signal: controller.signal });
    expect((await messages.next()).value?.seq).toBe(1);
    const next = messages.next();
    controller.abort(new Error("Enough"));
    await expect(next).rejects.toThrow("Enough");
    expect(server.seen).toHaveLength(1);
  });

  it("gives nothing more after the signal, not even of a page that it has", async () => {
    server.answer(holding([1, 2]));
    const controller = new AbortController();
    const messages = follow(client(), GROUP, 0, { ...QUICK, signal: controller.signal });
    await messages.next();
    controller.abort(new Error("Enough"));
    await expect(messages.next()).rejects.toThrow("Enough");
  });

  it("ends with an error, after which one goes on from the last number", async () => {
    server.answer(holding([1, 2]), { status: 503 }, holding([1, 2, 3]));
    const messages = follow(client(), GROUP, 0, QUICK);
    await messages.next();
    await messages.next();
    await expect(messages.next()).rejects.toThrow("503");
    expect((await follow(client(), GROUP, 2, QUICK).next()).value?.seq).toBe(3);
  });
});
