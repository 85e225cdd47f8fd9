// People who follow along while the system is killed around them: KillsIT starts this, writes who they are on the first
// line of the standard input, and then a command a line. Each but `read` is answered by a line of JSON.
import { createInterface } from "node:readline";
import { createMessagingClient } from "@cruddur/messaging-client";

const problems = [];
const states = {};

/** Shows what the live updates tell, as an application does. */
class Follower {
  conversations = new Map();
  reading = Promise.resolve();

  constructor(url, name, token) {
    this.name = name;
    this.client = createMessagingClient({ baseUrl: url, getToken: async () => token });
    this.live = this.client.live({
      onEvent: (event) => this.take(event),
      onState: ({ mode, error }) => {
        states[mode] = (states[mode] ?? 0) + 1;
        if (mode === "ended") {
          this.complain(`has ended: ${error}`);
        }
      },
    });
  }

  complain(what) {
    problems.push(`${this.name} ${what}`);
  }

  take({ type, data }) {
    if (type === "conversation") {
      this.takeRow(data);
    } else if (type === "message") {
      this.takeMessage(data);
    } else if (type === "left" || type === "stale") {
      this.complain(`was told "${type}" of ${data.message_group_uuid}`);
    }
  }

  takeRow(row) {
    const known = this.conversations.get(row.uuid);
    if (known) {
      known.row = row;
    } else {
      this.conversations.set(row.uuid, { row, messages: [] });
      this.live.watch(row.uuid, { seq: 0, changeSeq: 0 });
    }
  }

  takeMessage(message) {
    const { seq, uuid, change_seq, message_group_uuid } = message;
    const messages = this.conversations.get(message_group_uuid)?.messages;
    if (!messages) {
      // Not watched yet: its row is still to come.
      return;
    }
    const known = messages[seq - 1];
    if (seq > messages.length + 1) {
      this.complain(`got ${seq} after ${messages.length} in ${message_group_uuid}`);
    } else if (!known) {
      messages.push(message);
    } else if (known.uuid !== uuid) {
      this.complain(`got another ${seq} in ${message_group_uuid}`);
    } else if (change_seq === 0) {
      this.complain(`got ${seq} of ${message_group_uuid} twice`);
    } else if (change_seq > known.change_seq) {
      messages[seq - 1] = message;
    }
  }

  /** Marks one conversation as read, as far as it is shown. */
  readOne() {
    const all = [...this.conversations.values()].filter(({ messages }) => messages.length > 0);
    if (all.length > 0) {
      const { row, messages } = all[Math.floor(Math.random() * all.length)];
      this.reading = this.client.markRead(row.uuid, messages.length).catch(() => undefined);
    }
  }

  async show() {
    const list = [];
    for await (const { uuid, message, unread_count } of this.client.messageGroups({ retry: { attempts: Infinity } })) {
      list.push({ uuid, message, unread_count });
    }
    const conversations = {};
    for (const [uuid, { row, messages }] of this.conversations) {
      conversations[uuid] = { row: `${row.last_seq} ${row.message}`, messages: messages.map(line) };
    }
    return { list, conversations };
  }
}

/** As LiveFollowers.line writes it. */
function line({ seq, uuid, message, change_seq, deleted_at, reactions }) {
  const kinds = reactions.map(({ emoji, count, mine }) => `${emoji}${count}${mine ? "*" : ""}`);
  return `${seq} ${uuid} ${message} ${change_seq} ${deleted_at ? "deleted" : "there"} ${kinds.join(" ")}`;
}

const input = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const { url, devices, people } = JSON.parse((await input.next()).value);
const followers = people.flatMap(({ handle, token }) =>
  Array.from({ length: devices }, (_, i) => new Follower(url, `${handle}'s device ${i}`, token)),
);

let reading;
const commands = {
  read() {
    reading = setInterval(() => followers.forEach((follower) => Math.random() < 0.3 && follower.readOne()), 1_000);
  },
  async rest() {
    clearInterval(reading);
    await Promise.all(followers.map((follower) => follower.reading));
    return {};
  },
  async show() {
    return { problems, devices: await Promise.all(followers.map((follower) => follower.show())) };
  },
  states: () => states,
};
for await (const command of input) {
  const answer = await commands[command]();
  if (answer) {
    console.log(JSON.stringify(answer));
  }
}
process.exit();
