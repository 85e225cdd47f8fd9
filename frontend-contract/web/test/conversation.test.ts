import { createMessagingClient, type Message } from "@cruddur/messaging-client";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Conversation } from "../src/messages/Conversation";
import { ANDREW, answering, FakeConversation, GROUP, message, messages, problem, soon } from "./fakes";

afterEach(() => vi.restoreAllMocks());

function opened(rows = messages(1, 120)) {
  const server = new FakeConversation(rows);
  let trouble: Response | undefined;
  const client = createMessagingClient({
    baseUrl: "http://cruddur.test",
    fetch: answering((request) => trouble?.clone() ?? server.answer(request)),
  });
  const conversation = new Conversation(client, GROUP, 1);
  return {
    server,
    conversation,
    seqs: () => conversation.state.get().messages.map(({ seq }) => seq),
    fail: (answer: Response | undefined) => (trouble = answer),
  };
}

const numbers = (first: number, last: number) => messages(first, last).map(({ seq }) => seq);
const without = (rows: Message[], ...missing: number[]) => rows.filter(({ seq }) => !missing.includes(seq));

describe("a conversation", () => {
  it("begins with the newest messages and goes back to the first", async () => {
    const { conversation, server, seqs } = opened();
    await conversation.refresh();
    expect(seqs()).toEqual(numbers(71, 120));
    await conversation.loadOlder();
    expect(server.requests.at(-1)!.searchParams.get("before")).toBe("71");
    await conversation.loadOlder();
    expect(seqs()).toEqual(numbers(1, 120));
    expect(conversation.state.get().older).toBe("none");
  });

  it("asks for the same older page again after a failure", async () => {
    const { conversation, seqs, fail } = opened();
    await conversation.refresh();
    fail(problem(500, "internal_error"));
    await conversation.loadOlder();
    expect(conversation.state.get().older).toBe("failed");
    fail(undefined);
    await conversation.loadOlder();
    expect(seqs()).toEqual(numbers(21, 120));
  });

  it("takes in all that came meanwhile, over several pages", async () => {
    const { conversation, server, seqs } = opened();
    await conversation.refresh();
    server.rows = messages(1, 400);
    await conversation.refresh();
    expect(seqs()).toEqual(numbers(71, 400));
  });

  it("keeps what came before an error, and goes on behind it", async () => {
    const { conversation, server, seqs } = opened();
    await conversation.refresh();
    server.rows = messages(1, 300);
    server.failAt = 220;
    await expect(conversation.refresh()).rejects.toThrow();
    expect(seqs()).toEqual(numbers(71, 220));
    server.failAt = undefined;
    await conversation.refresh();
    expect(seqs()).toEqual(numbers(71, 300));
  });

  it("asks for no more than what is new", async () => {
    const { conversation, server } = opened();
    await conversation.refresh();
    await conversation.refresh();
    expect(server.requests.at(-1)!.searchParams.get("after")).toBe("120");
  });

  it("that nobody has written in begins with the first message", async () => {
    const { conversation, server, seqs } = opened([]);
    await conversation.refresh();
    server.rows = messages(1, 2);
    await conversation.refresh();
    expect(server.requests.at(-1)!.searchParams.get("after")).toBe("0");
    expect(seqs()).toEqual([1, 2]);
  });
});

describe("a missing number", () => {
  it("keeps what is behind it from being shown until it is there", async () => {
    const { conversation, server, seqs } = opened();
    await conversation.refresh();
    const shown: number[][] = [];
    conversation.state.subscribe(() => shown.push(seqs().slice(-3)));
    server.later = [without(messages(1, 123), 122), without(messages(1, 123), 122), messages(1, 123)];
    await conversation.refresh();
    expect(shown).toEqual([[121, 122, 123]]);
  });

  it("that the server has lost does not stop the conversation", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const { conversation, server, seqs } = opened();
    await conversation.refresh();
    server.rows = without(messages(1, 124), 122);
    await conversation.refresh();
    expect(seqs().slice(-3)).toEqual([121, 123, 124]);
    expect(warn).toHaveBeenCalledOnce();
    server.rows = without(messages(1, 125), 122);
    await conversation.refresh();
    expect(seqs().at(-1)).toBe(125);
    expect(warn, "it is not asked for for ever").toHaveBeenCalledOnce();
  });

  it("in the newest page is asked for again", async () => {
    const { conversation, server, seqs } = opened(without(messages(1, 120), 100));
    server.later = [server.rows, messages(1, 120)];
    await conversation.refresh();
    expect(seqs()).toEqual(numbers(70, 120));
  });

  it.each([
    ["in an older page", 50],
    ["between an older page and what is here", 70],
  ])("%s is asked for again", async (_, missing) => {
    const { conversation, server, seqs } = opened();
    await conversation.refresh();
    server.later = [without(messages(1, 120), missing), messages(1, 120)];
    await conversation.loadOlder();
    expect(seqs()).toEqual(numbers(20, 120));
  });
});

describe("the answer to one's own sending", () => {
  it("is shown at once if it is the next message", async () => {
    const { conversation, server, seqs } = opened();
    await conversation.refresh();
    const onShown = vi.fn();
    conversation.sent(message(121, ANDREW), onShown);
    expect(seqs().at(-1)).toBe(121);
    expect(onShown).toHaveBeenCalledOnce();
    expect(server.requests, "nothing is asked").toHaveLength(1);
  });

  it("waits for what others wrote before it, and is asked for at once", async () => {
    const { conversation, server, seqs } = opened();
    const close = conversation.open(undefined, () => 60_000);
    await soon(() => expect(conversation.state.get().loaded).toBe(true));
    const onShown = vi.fn();
    server.rows = [...messages(1, 121), message(122, ANDREW)];
    conversation.sent(message(122, ANDREW), onShown);
    expect(seqs().at(-1), "not with a gap").toBe(120);
    expect(onShown).not.toHaveBeenCalled();
    await soon(() => expect(onShown).toHaveBeenCalledOnce());
    expect(seqs()).toEqual(numbers(71, 122));
    close();
  });

  it("waits for the conversation to be loaded", async () => {
    const { conversation, seqs } = opened();
    const onShown = vi.fn();
    conversation.sent(message(120, ANDREW), onShown);
    expect(seqs()).toEqual([]);
    await conversation.refresh();
    expect(onShown).toHaveBeenCalledOnce();
  });

  it("is not there twice when one was looking meanwhile", async () => {
    const { conversation, server, seqs } = opened();
    await conversation.refresh();
    server.rows = messages(1, 123);
    const looking = conversation.refresh();
    conversation.sent(message(121, ANDREW), () => {});
    await looking;
    expect(seqs()).toEqual(numbers(71, 123));
  });

  it("of long ago, repeated, is done", async () => {
    const { conversation, seqs } = opened();
    await conversation.refresh();
    const onShown = vi.fn();
    conversation.sent(message(5, ANDREW), onShown);
    expect(onShown).toHaveBeenCalledOnce();
    expect(seqs()).toEqual(numbers(71, 120));
  });
});

describe("the clocks of the servers", () => {
  const at = (seq: number, seconds: number): Message => ({
    ...message(seq),
    created_at: new Date(Date.parse(message(1).created_at) + seconds * 1000).toISOString(),
  });

  it.each([
    ["are 60 s apart", (seq: number) => at(seq, seq + (seq % 2) * 60)],
    ["are set back", (seq: number) => at(seq, seq < 75 ? seq : seq - 3600)],
    ["run backwards", (seq: number) => at(seq, -seq)],
    ["stand still", (seq: number) => at(seq, 0)],
  ])("do not matter to the order when they %s", async (_, row) => {
    const { conversation, server, seqs } = opened(numbers(1, 120).map(row));
    await conversation.refresh();
    server.rows = numbers(1, 130).map(row);
    await conversation.refresh();
    await conversation.loadOlder();
    await conversation.loadOlder();
    conversation.sent(row(131), () => {});
    expect(seqs()).toEqual(numbers(1, 131));
  });
});

describe("a conversation with more that is new than a page holds", () => {
  const openedAt = async (start: number, rows = messages(1, 400)) => {
    const fake = opened(rows);
    const close = fake.conversation.open(start, () => 60_000);
    await soon(() => expect(fake.conversation.state.get().loaded).toBe(true));
    return { ...fake, close };
  };

  it("begins with what is new, and some of what was read", async () => {
    const { conversation, seqs, close } = await openedAt(200);
    expect(seqs()).toEqual(numbers(151, 250));
    expect(conversation.state.get()).toMatchObject({ older: "more", newer: "more", newest: 400 });
    close();
  });

  it("goes on page by page to the newest, and follows from there", async () => {
    const { conversation, server, seqs, close } = await openedAt(200);
    for (let i = 0; i < 3; i++) {
      await conversation.loadNewer();
    }
    expect(seqs()).toEqual(numbers(151, 400));
    expect(conversation.state.get()).toMatchObject({ newer: "none", isLive: false });
    server.rows = messages(1, 402);
    await conversation.refresh();
    expect(seqs().at(-1)).toBe(402);
    expect(conversation.state.get().isLive).toBe(true);
    close();
  });

  it("tells how many there are meanwhile, without reading them", async () => {
    const { conversation, server, seqs, close } = await openedAt(200);
    server.rows = messages(1, 410);
    await conversation.refresh();
    expect(conversation.state.get().newest).toBe(410);
    expect(seqs()).toEqual(numbers(151, 250));
    expect(server.requests.at(-1)!.searchParams.get("limit")).toBe("1");
    close();
  });

  it("goes to the end at once if somebody wants to, and back from there", async () => {
    const { conversation, seqs, close } = await openedAt(200);
    await conversation.toEnd();
    expect(seqs()).toEqual(numbers(351, 400));
    await conversation.loadOlder();
    expect(seqs()).toEqual(numbers(301, 400));
    close();
  });

  it("begins as any other if what is new fits into the newest page", async () => {
    const { conversation, seqs, close } = await openedAt(370);
    expect(seqs()).toEqual(numbers(351, 400));
    expect(conversation.state.get().newer).toBe("none");
    close();
  });

  it("opened again, stays as it is if one can go on from there", async () => {
    const { conversation, server, seqs, close } = await openedAt(370);
    close();
    server.rows = messages(1, 420);
    const closeAgain = conversation.open(400, () => 60_000);
    await soon(() => expect(seqs()).toEqual(numbers(351, 420)));
    closeAgain();
  });

  it("left at its end, begins there again with no more than two pages", async () => {
    const { conversation, seqs, close } = await openedAt(400);
    await conversation.loadOlder();
    await conversation.loadOlder();
    expect(seqs()).toEqual(numbers(251, 400));
    close();
    expect(seqs()).toEqual(numbers(301, 400));
    expect(conversation.state.get().older).toBe("more");
    await conversation.loadOlder();
    expect(seqs()).toEqual(numbers(251, 400));
  });

  it("left further back, is there again with all that is around it", async () => {
    const { conversation, seqs, close } = await openedAt(400);
    await conversation.loadOlder();
    await conversation.loadOlder();
    conversation.view = { offset: 0, sizes: [] };
    close();
    expect(seqs()).toEqual(numbers(251, 400));
  });

  it("opened again after a long time, begins anew behind the marker", async () => {
    const { conversation, server, seqs, close } = await openedAt(370);
    close();
    server.rows = messages(1, 3000);
    const closeAgain = conversation.open(1000, () => 60_000);
    await soon(() => expect(seqs()).toEqual(numbers(951, 1050)));
    closeAgain();
  });

  it("does not read in thousands while nobody looks", async () => {
    const { conversation, server, seqs, close } = await openedAt(400);
    server.rows = messages(1, 3000);
    await conversation.refresh();
    expect(seqs().at(-1)).toBe(900);
    expect(conversation.state.get().newer).toBe("more");
    close();
  });

  it("drops a page that comes after one has gone elsewhere", async () => {
    const { conversation, seqs, close } = await openedAt(200);
    const older = conversation.loadOlder();
    await conversation.toEnd();
    await older;
    expect(seqs()).toEqual(numbers(351, 400));
    close();
  });
});

describe("what others change", () => {
  const edited = (seq: number, change_seq: number, text = `Edited ${change_seq}`): Message => ({
    ...message(seq),
    message: text,
    edited_at: message(seq).created_at,
    change_seq,
  });
  const textOf = (conversation: Conversation, seq: number) =>
    conversation.state.get().messages.find((row) => row.seq === seq)?.message;

  it("is shown, wherever it is", async () => {
    const { conversation, server } = opened();
    await conversation.refresh();
    server.changes = [edited(80, 1), edited(120, 2)];
    await conversation.refresh();
    expect([textOf(conversation, 80), textOf(conversation, 120)]).toEqual(["Edited 1", "Edited 2"]);
    expect(conversation.state.get().isLive, "it is nothing new").toBe(false);
  });

  it("before one has looked is not asked for", async () => {
    const { conversation, server } = opened();
    server.changes = [edited(80, 1), edited(81, 2)];
    await conversation.refresh();
    await conversation.refresh();
    expect(textOf(conversation, 80), "the page has it, or not").toBe("Message 80");
    server.changes.push(edited(82, 3));
    await conversation.refresh();
    expect(textOf(conversation, 82)).toBe("Edited 3");
  });

  it("of a page that was on its way meanwhile is not lost", async () => {
    const { conversation, server } = opened();
    await conversation.refresh();
    server.changes = [edited(60, 1)];
    await conversation.refresh();
    await conversation.loadOlder();
    expect(textOf(conversation, 60)).toBe("Edited 1");
  });

  it("does not undo what one has changed later oneself", async () => {
    const { conversation, server } = opened();
    await conversation.refresh();
    conversation.changed(edited(90, 2, "Mine"));
    server.changes = [edited(90, 1, "Older")];
    await conversation.refresh();
    expect(textOf(conversation, 90)).toBe("Mine");
    server.changes.push(edited(90, 2, "Mine"), edited(90, 3, "Newer"));
    await conversation.refresh();
    expect(textOf(conversation, 90)).toBe("Newer");
  });

  it("is read again with the messages when it is too long ago", async () => {
    const { conversation, server } = opened();
    await conversation.refresh();
    server.rows = server.rows.map((row) => (row.seq === 75 ? edited(75, 4) : row));
    server.changes = [edited(70, 1), edited(70, 2), edited(70, 3), edited(75, 4), edited(76, 5)];
    server.expired = 4;
    await conversation.refresh();
    expect(textOf(conversation, 75)).toBe("Edited 4");
    server.changes.push(edited(77, 6));
    await conversation.refresh();
    expect(textOf(conversation, 77), "and followed from there").toBe("Edited 6");
  });

  it("tells how far the others have read", async () => {
    const { conversation, server } = opened();
    server.readers = [{ uuid: ANDREW.uuid, last_read_seq: 100 }];
    await conversation.refresh();
    expect(conversation.readers.state.get()).toEqual(server.readers);
  });

  it("can be gone back to, further back than what is here", async () => {
    const { conversation, seqs } = opened(messages(1, 400));
    await conversation.refresh();
    expect(await conversation.goTo(100)).toBe(true);
    expect(seqs()).toEqual(numbers(51, 150));
    expect(conversation.state.get()).toMatchObject({ older: "more", newer: "more", newest: 400 });
    await conversation.toEnd();
    expect(seqs()).toEqual(numbers(351, 400));
  });
});
