import { createMessagingClient, ProblemError } from "@cruddur/messaging-client";
import { expect, it } from "vitest";
import { ChangeFeed } from "../src/messages/ChangeFeed";
import { GROUP, json, message, problem } from "./fakes";

/** A feed, and after which change it has asked, with the limit. */
function feed(...answers: (() => Response)[]) {
  const asked: (string | null)[][] = [];
  const client = createMessagingClient({
    baseUrl: "http://cruddur.test",
    fetch: (request) => {
      const { searchParams } = new URL(request.url);
      asked.push([searchParams.get("after"), searchParams.get("limit")]);
      return Promise.resolve(answers[asked.length - 1]!());
    },
  });
  return { asked, changes: new ChangeFeed(client, GROUP) };
}

const changed = (seq: number, changeSeq: number, text = `Change ${changeSeq}`) => ({
  ...message(seq),
  change_seq: changeSeq,
  message: text,
});

function page(upTo: number, items: unknown[], next?: number): () => Response {
  return () => {
    const answer = json(items);
    answer.headers.set("Last-Change-Seq", String(upTo));
    if (next !== undefined) {
      answer.headers.set("Link", `<http://cruddur.test/api/messages/${GROUP}/changes?after=${next}>; rel="next"`);
    }
    return answer;
  };
}

it("follows from the last change that there was when it began", async () => {
  const { asked, changes } = feed(page(7, [changed(3, 7)]), page(7, []));
  await changes.begin();

  expect(await changes.read()).toBe(true);

  expect(asked).toEqual([
    [null, "1"],
    ["7", "100"],
  ]);
  expect(changes.latest([message(3)])).toEqual([changed(3, 7)]);
});

it("goes on where the server has looked, not where the messages are", async () => {
  const { asked, changes } = feed(page(0, []), page(2, [changed(1, 5)]), page(5, []));
  await changes.begin();

  await changes.read();
  await changes.read();

  expect(asked.map(([after]) => after)).toEqual([null, "0", "2"]);
});

it("reads every page", async () => {
  const { asked, changes } = feed(page(0, []), page(1, [changed(1, 1)], 1), page(2, [changed(2, 2)]));
  await changes.begin();

  await changes.read();

  expect(asked).toHaveLength(3);
  expect(changes.latest([message(1), message(2)])).toEqual([changed(1, 1), changed(2, 2)]);
});

it("says when the server does not know its place any more, and begins again", async () => {
  const { asked, changes } = feed(page(9, []), () => problem(410, "changes_expired"), page(12, []));
  await changes.begin();

  expect(await changes.read()).toBe(false);
  expect(await changes.read()).toBe(true);

  expect(asked.map(([after]) => after)).toEqual([null, "9", "0"]);
});

it("throws what is wrong otherwise, at once, and goes on from the same place", async () => {
  const { asked, changes } = feed(page(9, []), () => problem(503, "temporarily_unavailable"), page(9, []));
  await changes.begin();

  await expect(changes.read()).rejects.toBeInstanceOf(ProblemError);
  await changes.read();

  expect(asked.map(([after]) => after)).toEqual([null, "9", "9"]);
});

it("shows of each message the newest version, whichever way it came", async () => {
  const { changes } = feed(page(0, []), page(4, [changed(1, 4)]));
  await changes.begin();
  changes.keep(changed(1, 5, "One's own"));
  await changes.read();

  expect(changes.latest([changed(1, 3), message(2)])).toEqual([changed(1, 5, "One's own"), message(2)]);
  expect(changes.latest([changed(1, 6, "In a page")])).toEqual([changed(1, 6, "In a page")]);
});
