import { createMessagingClient, type Message } from "@cruddur/messaging-client";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Changes, withOwnChanges } from "../src/messages/Changes";
import { Conversation } from "../src/messages/Conversation";
import { mayWith } from "../src/messages/may";
import { readersByMessage } from "../src/messages/Readers";
import { Undo } from "../src/ui/Undo";
import { ANDREW, GROUP, json, LONDO, message, messages, problem } from "./fakes";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));

type Answer = (path: string, method: string) => Response | Promise<Response>;

/** One conversation whose message 5 the server changes as it is told to. */
function opened(answer: Answer) {
  const asked: string[] = [];
  const client = createMessagingClient({
    baseUrl: "http://cruddur.test",
    retry: { attempts: 1 },
    fetch: async (request) => {
      const path = decodeURIComponent(new URL(request.url).pathname).split(`${GROUP}/`)[1] ?? "";
      asked.push(`${request.method} ${path}`);
      return answer(path, request.method);
    },
  });
  const conversation = new Conversation(client, GROUP);
  conversation.state.patch({ messages: messages(1, 9), loaded: true });
  const undo = new Undo(6_000);
  const changes = new Changes(client, conversation, undo);
  const five = () => conversation.state.get().messages.find(({ seq }) => seq === 5)!;
  return { asked, changes, conversation, undo, five, shown: () => withOwnChanges(five(), changes.state.get()) };
}

const changed = (members: Partial<Message>) => json({ ...message(5), change_seq: 1, ...members });
const react = (emoji: string, count = 1, mine = true) => ({ emoji, count, mine });

describe("a reaction of one's own", () => {
  it("is shown at once, and then as the server says", async () => {
    const { changes, five, shown } = opened(() => changed({ reactions: [react("👍", 3)] }));
    const done = changes.react(five(), "👍");
    expect(shown().reactions).toEqual([react("👍", 1)]);
    await done;
    expect(shown().reactions).toEqual([react("👍", 3)]);
  });

  it("that is taken back before the answer is told in turn", async () => {
    const { asked, changes, five, shown } = opened((_, method) =>
      changed(method === "PUT" ? { reactions: [react("👍")] } : { change_seq: 2 }),
    );
    const done = changes.react(five(), "👍");
    void changes.react(five(), "👍");
    expect(shown().reactions).toEqual([]);
    await done;
    expect(asked).toEqual(["PUT 5/reactions/👍", "DELETE 5/reactions/👍"]);
    expect(shown().reactions).toEqual([]);
  });

  it("that is refused is not shown any more, and it is said why", async () => {
    const { changes, five, shown } = opened(() => problem(422, "too_many_reactions"));
    await changes.react(five(), "👍");
    expect(shown().reactions).toEqual([]);
    expect(changes.state.get().problems.get(5)).toMatchObject({ codes: ["too_many_reactions"] });
    changes.forgive(5);
    expect(changes.state.get().problems.size).toBe(0);
  });
});

describe("deleting", () => {
  it("shows an empty place at once, and tells the server when it cannot be undone any more", async () => {
    const { asked, changes, five, shown } = opened(() => changed({ message: "", deleted_at: message(6).created_at }));
    changes.delete(five());
    expect(shown()).toMatchObject({ message: "", reactions: [] });
    expect(shown().deleted_at).not.toBeNull();
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(6_100);
    expect(asked).toEqual(["DELETE 5"]);
    expect(five().deleted_at).toBe(message(6).created_at);
  });

  it("that is undone was nothing", async () => {
    const { asked, changes, five, shown, undo } = opened(() => changed({}));
    changes.delete(five());
    undo.undo();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(shown()).toBe(five());
    expect(asked).toEqual([]);
  });

  it("that is refused shows the message again, and why", async () => {
    const { changes, five, shown } = opened(() => problem(409, "changed_meanwhile"));
    changes.delete(five());
    await vi.advanceTimersByTimeAsync(6_100);
    expect(shown().message).toBe("Message 5");
    expect(changes.state.get().problems.get(5)).toMatchObject({ codes: ["changed_meanwhile"] });
  });
});

describe("editing", () => {
  it("shows the new text when it is stored", async () => {
    const { changes, five } = opened(() => changed({ message: "Better", edited_at: message(6).created_at }));
    changes.startEditing(five(), "message");
    changes.write("Better");
    expect(await changes.save()).toBe(true);
    expect(five().message).toBe("Better");
    expect(changes.state.get().editing).toBeNull();
  });

  it.each(["edit_window_closed", "message_deleted", "changed_meanwhile"])("keeps the text after %s", async (code) => {
    const { changes, five } = opened(() => problem(409, code));
    changes.startEditing(five(), "message");
    changes.write("Better");
    expect(await changes.save()).toBe(false);
    expect(changes.state.get().editing).toMatchObject({ text: "Better", isSaving: false, problem: { codes: [code] } });
  });
});

describe("what one may do with a message", () => {
  const names = (row: Message, isOwn: boolean, isAdmin = false, isClosed = false) => {
    const may = mayWith(row, { isOwn, isAdmin, isClosed });
    return (Object.keys(may) as (keyof typeof may)[]).filter((name) => may[name]);
  };

  it("depends on whose it is, on what it is, and on who one is", () => {
    const deleted = { ...message(1), message: "", deleted_at: message(1).created_at };
    expect(names(message(1), true)).toEqual(["reply", "react", "edit", "delete", "copy"]);
    expect(names(message(1), false)).toEqual(["reply", "react", "copy"]);
    expect(names(message(1), false, true)).toEqual(["reply", "react", "delete", "copy"]);
    expect(names(message(1), true, false, true)).toEqual(["delete", "copy"]);
    expect(names({ ...message(1), kind: "system" }, true, true)).toEqual(["copy"]);
    expect(names(deleted, true, true)).toEqual([]);
  });
});

describe("who has seen what", () => {
  it("is told at the last message that each has read", () => {
    const at = (uuid: string, last_read_seq: number) => ({ uuid, last_read_seq });
    const readers = [at(ANDREW.uuid, 7), at(LONDO.uuid, 99), at("unknown", 3)];
    const rows = [...messages(4, 8), message(9, ANDREW)];
    const seen = readersByMessage(rows, readers, [ANDREW, LONDO]);
    expect([...seen].map(([seq, people]) => [seq, people.map(({ handle }) => handle)])).toEqual([
      [7, ["andrewbrown"]],
      [9, ["londo"]],
    ]);
    expect(readersByMessage(rows, [at(ANDREW.uuid, 9)], [ANDREW]).size, "their own").toBe(0);
    expect(readersByMessage(messages(4, 9), [at(ANDREW.uuid, 3)], [ANDREW]).size, "further back").toBe(0);
  });
});
