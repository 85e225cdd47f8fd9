// What the mock knows, in memory: people, their conversations, and the home feed.
import { createHash, randomUUID } from "node:crypto";
import { announce } from "./events.js";
import { Refused } from "./refused.js";

const uuidOf = (text) => {
  const hex = createHash("sha1").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** Milliseconds by which the clocks of two servers differ, which take turns in storing: CLOCKS_APART=60000. */
const APART = Number(process.env.CLOCKS_APART ?? 0);

const person = (handle, display_name) => ({
  uuid: uuidOf(handle),
  handle,
  display_name,
  /** Whether they take a first message from somebody, and let them add them to a group. */
  takesFrom(other) {
    const isKnown = [...groups.values()].some(({ members }) => members.includes(this) && members.includes(other));
    return !blocksOf(this).has(other) && (settingsOf(this).accepts_messages_from === "everyone" || isKnown);
  },
});

export const users = [
  person("andrewbrown", "Andrew Brown"),
  person("bayko", "Andrew Bayko"),
  person("londo", "Londo Mollari"),
  person("granite", "Granite Hale"),
  person("marisol", "Marisol Vega"),
  person("tomek", "Tomek Zieliński"),
  person("yuki", "Yuki Tanabe"),
];

export const short = ({ uuid, handle, display_name }) => ({ uuid, handle, display_name });

export const userCalled = (handle) => users.find((user) => user.handle === handle.toLowerCase());

export function userFor(handle) {
  const user = userCalled(handle);
  if (!user) {
    throw new Refused("user_not_found", `No user has the handle ${handle}.`);
  }
  return user;
}

const groups = new Map();
const blocks = new Map(users.map((user) => [user, new Set()]));
const settings = new Map(
  users.map((user) => [user, { accepts_messages_from: "everyone", read_receipts: true, presence: true }]),
);

/** Whom somebody has blocked. */
export const blocksOf = (user) => blocks.get(user);
export const settingsOf = (user) => settings.get(user);

function conversation(uuid, kind, members, title, history) {
  const group = {
    uuid,
    kind,
    title,
    history,
    /** Who has been in it longest is first. */
    members: [...members],
    admins: new Set(),
    messages: [],
    read: new Map(),
    own: new Map(),
  };
  groups.set(uuid, group);
  return group;
}

/** What is one member's alone. */
export function ownOf(group, user) {
  if (!group.own.has(user)) {
    group.own.set(user, { archived_seq: null, muted_until: null, marked_unread: false, cleared_seq: 0 });
  }
  return group.own.get(user);
}

/** The conversation of two, or a group of these. */
export function groupOf(members) {
  const uuid = uuidOf(
    members
      .map((member) => member.handle)
      .sort()
      .join(" "),
  );
  return groups.get(uuid) ?? conversation(uuid, members.length === 2 ? "pair" : "group", members, null, "all");
}

/** Undefined also for a group that the user is not in. */
export function groupWith(uuid, user) {
  const group = groups.get(uuid);
  return group?.members.includes(user) ? group : undefined;
}

export function groupFor(uuid, user) {
  const group = groupWith(uuid, user);
  if (!group) {
    throw new Refused("message_group_not_found", `You have no message group ${uuid}.`);
  }
  return group;
}

/** The conversation of two people, if there is one. */
export const pairOf = (user, other) =>
  [...groups.values()].find(
    ({ kind, members }) => kind === "pair" && members.includes(user) && members.includes(other),
  );

/** The conversation with somebody, also if it begins now. */
export function pairToOpen(user, handle) {
  const other = userFor(handle);
  if (other === user) {
    throw new Refused("cannot_message_yourself", `The handle ${handle} is your own.`);
  }
  const known = pairOf(user, other);
  if (!known && !other.takesFrom(user)) {
    throw new Refused("receiver_unavailable", "This person takes no messages from you: nothing was sent.");
  }
  return known ?? groupOf([user, other]);
}

/** Whether the other of a pair has blocked the user. */
export const isClosed = (group, user) =>
  group.kind === "pair" && group.members.some((other) => other !== user && blocksOf(other).has(user));

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
  announce(group.members, "message", () => row);
  announce(group.members, "conversation", (member) => aloneFor(group, member));
  return row;
}

/** What is there for somebody: not what they have cleared, nor what was before they came. */
export const visible = (group, user) => group.messages.filter(({ seq }) => seq > ownOf(group, user).cleared_seq);

const namesOf = (people) => people.map((user) => user.display_name).join(", ");

/** The sentence of a system message, for clients that do not know `event`. */
function sentence(who, type, { members = [], title, new_admin }) {
  const names = namesOf(members);
  return {
    group_created: `${who} created the group${title ? ` “${title}”` : ""} with ${names}`,
    members_added: `${who} added ${names}`,
    member_removed: `${who} removed ${names}`,
    member_left: `${who} left${new_admin ? `. ${new_admin.display_name} is an admin now` : ""}`,
    title_changed: title ? `${who} changed the title to “${title}”` : `${who} removed the title`,
    admin_added: `${who} made ${names} an admin`,
    admin_removed: `${names} is no longer an admin`,
  }[type];
}

/** Tells in a group what somebody did. */
export function tell(group, user, type, { members = [], title = null, new_admin = null }) {
  const row = say(group, user, sentence(user.display_name, type, { members, title, new_admin }));
  const member = (person) => ({ ...short(person), role: null });
  row.kind = "system";
  row.event = { type, members: members.map(member), title, new_admin: new_admin && member(new_admin) };
  return row;
}

export function createGroup(user, others, title, history) {
  const group = conversation(randomUUID(), "group", [user, ...others], title, history);
  group.admins.add(user);
  tell(group, user, "group_created", { members: others, title });
  group.members.forEach((member) => markRead(group, member, 1));
  return group;
}

export function add(group, user, people) {
  group.members.push(...people);
  const { seq } = tell(group, user, "members_added", { members: people });
  for (const person of people) {
    group.own.delete(person);
    group.read.set(person, seq);
    ownOf(group, person).cleared_seq = group.history === "all" ? 0 : seq - 1;
  }
}

/** When the last admin leaves, the member of longest standing becomes one. */
export function remove(group, user, member) {
  group.members = group.members.filter((other) => other !== member);
  announce([member], "left", () => ({ message_group_uuid: group.uuid }));
  group.admins.delete(member);
  const heir = group.admins.size === 0 ? (group.members[0] ?? null) : null;
  if (heir) {
    group.admins.add(heir);
  }
  tell(
    group,
    user,
    user === member ? "member_left" : "member_removed",
    user === member ? { new_admin: heir } : { members: [member] },
  );
}

export function markRead(group, user, seq) {
  group.read.set(user, Math.max(seq, group.read.get(user) ?? 0));
}

const isMuted = ({ muted_until }) => muted_until !== null && Date.parse(muted_until) > Date.now();

/** Archived until the next message, unless it is muted. */
const isArchived = (group, own) =>
  own.archived_seq !== null && (group.messages.length <= own.archived_seq || isMuted(own));

export function setArchived(group, user, archived) {
  ownOf(group, user).archived_seq = archived ? group.messages.length : null;
}

function rowOf(group, user) {
  const own = ownOf(group, user);
  const last = group.messages.at(-1);
  const read = group.read.get(user) ?? 0;
  const others = group.members.filter((member) => member !== user);
  const unread = visible(group, user).filter(
    ({ seq, user_uuid, kind, deleted_at }) => seq > read && user_uuid !== user.uuid && kind === "text" && !deleted_at,
  );
  const text = last.seq > own.cleared_seq ? last.message : "";
  return {
    uuid: group.uuid,
    display_name: group.title ?? namesOf(others),
    handle: group.kind === "pair" ? others[0].handle : null,
    message: [...text].length > 120 ? `${[...text].slice(0, 119).join("")}…` : text,
    created_at: last.created_at,
    unread_count: Math.min(unread.length, 100),
    last_seq: last.seq,
    last_read_seq: read,
    members: group.members.slice(0, 5).map((member) => ({ ...short(member), role: null })),
    kind: group.kind,
    title: group.title,
    member_count: group.members.length,
    role: null,
    archived: isArchived(group, own),
    muted_until: own.muted_until,
    marked_unread: own.marked_unread,
    closed: isClosed(group, user),
  };
}

/** A conversation told alone: with all members, and the roles of a group. */
export function aloneFor(group, user) {
  const role = (member) => (group.kind === "pair" ? null : group.admins.has(member) ? "admin" : "member");
  return {
    ...rowOf(group, user),
    members: group.members.map((member) => ({ ...short(member), role: role(member) })),
    role: role(user),
  };
}

/** As the API shows it: by the time of the newest message, which is all that clocks order. Archived ones too. */
export function groupsOf(user) {
  return [...groups.values()]
    .filter((group) => group.members.includes(user) && visible(group, user).length > 0)
    .map((group) => rowOf(group, user))
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
    if (group.kind === "group") {
      group.admins.add(members[0]);
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
