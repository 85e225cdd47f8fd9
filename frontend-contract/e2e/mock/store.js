// What the mock knows, in memory: people, their conversations, and the home feed.
import { createHash, randomUUID } from "node:crypto";

const uuidOf = (text) => {
  const hex = createHash("sha1").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** Milliseconds by which the clocks of two servers differ, which take turns in storing: CLOCKS_APART=60000. */
const APART = Number(process.env.CLOCKS_APART ?? 0);

const person = (handle, display_name) => ({ uuid: uuidOf(handle), handle, display_name });

export const users = [
  person("andrewbrown", "Andrew Brown"),
  person("bayko", "Andrew Bayko"),
  person("londo", "Londo Mollari"),
  person("granite", "Granite Hale"),
  person("marisol", "Marisol Vega"),
  person("tomek", "Tomek Zieliński"),
  person("yuki", "Yuki Tanabe"),
];

export const userCalled = (handle) => users.find((user) => user.handle === handle.toLowerCase());

const groups = new Map();

export function groupOf(members) {
  const uuid = uuidOf(
    members
      .map((member) => member.handle)
      .sort()
      .join(" "),
  );
  if (!groups.has(uuid)) {
    groups.set(uuid, { uuid, members, messages: [], read: new Map(members.map((member) => [member, 0])) });
  }
  return groups.get(uuid);
}

/** Null also for a group that the user is not in. */
export function groupWith(uuid, user) {
  const group = groups.get(uuid);
  return group?.members.includes(user) ? group : null;
}

export function say(group, from, message, time = Date.now() + (group.messages.length % 2) * APART) {
  const row = {
    uuid: randomUUID(),
    seq: group.messages.length + 1,
    message_group_uuid: group.uuid,
    user_uuid: from.uuid,
    display_name: from.display_name,
    handle: from.handle,
    message,
    created_at: new Date(time).toISOString(),
    kind: "text",
    event: null,
    reply_to_seq: null,
    edited_at: null,
    deleted_at: null,
    reactions: [],
    change_seq: 0,
  };
  group.messages.push(row);
  return row;
}

export function markRead(group, user, seq) {
  group.read.set(user, Math.max(seq, group.read.get(user)));
}

/** As the API shows it: by the time of the newest message, which is all that clocks order. */
export function groupsOf(user) {
  return [...groups.values()]
    .filter((group) => group.members.includes(user) && group.messages.length > 0)
    .map((group) => {
      const last = group.messages.at(-1);
      const others = group.members.filter((member) => member !== user);
      const read = group.read.get(user);
      const unread = group.messages.slice(read).filter((row) => row.user_uuid !== user.uuid);
      return {
        uuid: group.uuid,
        display_name: others.map((other) => other.display_name).join(", "),
        handle: others.length === 1 ? others[0].handle : null,
        message: [...last.message].length > 120 ? `${[...last.message].slice(0, 119).join("")}…` : last.message,
        created_at: last.created_at,
        unread_count: Math.min(unread.length, 100),
        last_seq: last.seq,
        last_read_seq: read,
        members: group.members.map((member) => ({ ...member, role: null })),
        kind: others.length === 1 ? "pair" : "group",
        title: null,
        member_count: group.members.length,
        role: null,
        archived: false,
        muted_until: null,
        marked_unread: false,
        closed: false,
      };
    })
    .sort((a, b) => (a.created_at < b.created_at ? 1 : -1));
}

const MINUTE = 60_000;
const texts = [
  "Morning! Did the table load this time?",
  "It did. list-tables shows cruddur-messages, and scan finds all of it.",
  "Then the access patterns are next.",
  "I wrote them down:\n1. show my conversations\n2. show one, newest first\n3. say something\n4. say the first thing to somebody",
  "That is a good list. Shorter than mine.",
  "🚀",
  "おはよう! The build is green.",
  "Have a look at https://example.com/a/rather/long/address/that/does/not/break/by/itself/and/goes/on/and/on/and/on when you have a minute.",
  "Will do after lunch.",
  "Leftover curry, day three. It's peaking.",
];

export function fill(manyMessages) {
  const [andrew, bayko, londo, granite, marisol, tomek, yuki] = users;
  const now = Date.now();
  const talk = (members, count, endedMinutesAgo, step, unread) => {
    const group = groupOf(members);
    for (let i = 0; i < count; i++) {
      const time = now - (endedMinutesAgo + (count - 1 - i) * step) * MINUTE;
      const text = texts[(i * 7 + count) % texts.length];
      say(
        group,
        members[Math.floor((i * 3) / 4) % members.length],
        count > 100 ? `${i + 1}. ${text}` : text,
        Math.round(time),
      );
    }
    for (const member of members) {
      markRead(group, member, count - (member === andrew ? unread : 0));
    }
  };
  talk([andrew, londo], manyMessages, 60 * 26, 3, 0);
  talk([andrew, bayko], 64, 4, 11, 3);
  talk([andrew, marisol, tomek], 23, 95, 7, 0);
  talk([andrew, granite], 8, 60 * 50, 2, 1);
  talk([bayko, yuki], 5, 600, 2, 0);

  const posts = [
    [bayko, "Reminder that a put on an existing key is not an error, it's a replacement. Ask me how I know.", 18],
    [
      marisol,
      "The unread dot is finally the right red. It took four shades, two checkers and one bowl of beetroot soup. 🍲",
      52,
    ],
    [granite, "Deleted a feature flag from two years ago. Nothing broke. I keep looking over my shoulder anyway.", 140],
    [yuki, "おはようございます! It's already tomorrow here. Spoiler: the build is green.", 265],
    [
      andrew,
      "The demo went well! Thank you to everybody who asked a question.\n\nNotes: https://example.com/cruddur-demo",
      1010,
    ],
    [londo, "The Centauri Republic never forgets.", 4075],
  ];
  return posts.map(([user, message, minutesAgo], i) => ({
    uuid: uuidOf(message),
    display_name: user.display_name,
    handle: user.handle,
    message,
    replies_count: (i * 3) % 7,
    reposts_count: (i * 2) % 5,
    likes_count: 9 + i * 4,
    created_at: new Date(now - minutesAgo * MINUTE).toISOString(),
    expires_at: null,
  }));
}
