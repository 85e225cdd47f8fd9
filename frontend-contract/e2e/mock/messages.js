// What people write: the operations of /api/messages, and how far the others have read.
import { announce } from "./events.js";
import { Refused } from "./refused.js";
import { once } from "./router.js";
import { groupFor, isClosed, ownOf, pairToOpen, say, settingsOf, visible } from "./store.js";

/** As the contract says it (`MessageText`). */
const BLANK = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}\u2800]*$/u;
/** Milliseconds in which a message can be edited. */
const EDIT_WINDOW = 24 * 3_600_000;
const MOST_KINDS = 20;

/** Of each message who reacted with what; of each conversation which message each change was of. */
const reactions = new WeakMap();
const changes = new WeakMap();
const reactorsOf = (row) => reactions.get(row) ?? reactions.set(row, new Map()).get(row);
const changesOf = (group) => changes.get(group) ?? changes.set(group, []).get(group);

/** A message as somebody is told it. */
function shown(row, user, change_seq = row.change_seq) {
  const kinds = row.deleted_at ? [] : [...reactorsOf(row)];
  const told = kinds.map(([emoji, people]) => ({ emoji, count: people.size, mine: people.has(user) }));
  return { ...row, change_seq, reactions: told.sort((a, b) => b.count - a.count) };
}

function checkText(message) {
  if (BLANK.test(message ?? "")) {
    throw new Refused("message_blank", "Write something first.");
  }
  if ([...message].length > 1024) {
    throw new Refused(
      "message_exceed_max_chars",
      `A message may have 1024 characters; this one has ${[...message].length}.`,
    );
  }
}

function checkOpen(group, user) {
  if (isClosed(group, user)) {
    throw new Refused("receiver_unavailable", "This person takes no messages from you: nothing was sent.");
  }
}

function messageIn(group, user, seq) {
  const row = visible(group, user).find((candidate) => candidate.seq === Number(seq));
  if (!row) {
    throw new Refused("message_not_found", `There is no message ${seq} in this group for you.`);
  }
  return row;
}

function send({ user, body }) {
  const { message, handle, message_group_uuid, reply_to_seq = null } = body;
  checkText(message);
  const group = handle ? pairToOpen(user, handle) : groupFor(message_group_uuid, user);
  checkOpen(group, user);
  if (reply_to_seq !== null) {
    messageIn(group, user, reply_to_seq);
  }
  const row = say(group, user, message);
  row.reply_to_seq = reply_to_seq;
  return row;
}

function list({ user, params, query, limit, next }) {
  const group = groupFor(params.group, user);
  const all = visible(group, user);
  const told = (rows) => rows.map((row) => shown(row, user));
  if (query.has("after")) {
    const newer = all.filter(({ seq }) => seq > Number(query.get("after")));
    const rows = newer.slice(0, limit);
    return next(told(rows), newer.length > limit && { after: rows.at(-1).seq });
  }
  const older = query.has("before") ? all.filter(({ seq }) => seq < Number(query.get("before"))) : all;
  const rows = older.slice(-limit);
  return next(told(rows), older.length > limit && { before: rows[0].seq });
}

/** Changes a message unless it is already as wanted, and tells it as it is then. */
function changing({ user, params }, isWanted, change) {
  const group = groupFor(params.group, user);
  const row = messageIn(group, user, params.seq);
  if (!isWanted(group, row)) {
    change(group, row);
    changesOf(group).push(row.seq);
    row.change_seq = changesOf(group).length;
    announce(group.members, "message", (member) =>
      row.seq > ownOf(group, member).cleared_seq ? shown(row, member) : undefined,
    );
  }
  return shown(row, user);
}

function checkThere(row) {
  if (row.deleted_at) {
    throw new Refused("message_deleted", "The message was deleted: read it again.");
  }
}

function edit(call) {
  const { user, body } = call;
  checkText(body.message);
  return changing(
    call,
    (group, row) => {
      checkOpen(group, user);
      if (row.user_uuid !== user.uuid || row.kind === "system") {
        throw new Refused("not_allowed", "You can edit your own messages only.");
      }
      checkThere(row);
      return row.message === body.message;
    },
    (_, row) => {
      if (Date.now() - Date.parse(row.created_at) > EDIT_WINDOW) {
        throw new Refused("edit_window_closed", "A message can be edited for 24 hours: send another one instead.");
      }
      row.message = body.message;
      row.edited_at = new Date().toISOString();
    },
  );
}

function remove(call) {
  const { user } = call;
  return changing(
    call,
    (group, row) => {
      const mayDelete = row.user_uuid === user.uuid || (group.kind === "group" && group.admins.has(user));
      if (row.kind === "system" || !mayDelete) {
        throw new Refused("not_allowed", "You can delete your own messages, and an admin those of others.");
      }
      return row.deleted_at !== null;
    },
    (_, row) => {
      row.message = "";
      row.deleted_at = new Date().toISOString();
    },
  );
}

function react(call) {
  const { user, params } = call;
  if (!/\p{Emoji}/u.test(params.emoji)) {
    throw new Refused("malformed_request", "A reaction is one emoji of Unicode's list.");
  }
  return changing(
    call,
    (group, row) => {
      checkOpen(group, user);
      if (row.kind === "system") {
        throw new Refused("not_allowed", "This message tells what happened in the group: it takes no reactions.");
      }
      checkThere(row);
      return reactorsOf(row).get(params.emoji)?.has(user);
    },
    (_, row) => {
      const kinds = reactorsOf(row);
      if (!kinds.has(params.emoji) && kinds.size >= MOST_KINDS) {
        throw new Refused("too_many_reactions", "A message has at most 20 kinds of reactions: use one that is there.");
      }
      kinds.set(params.emoji, (kinds.get(params.emoji) ?? new Set()).add(user));
    },
  );
}

function takeBack(call) {
  const { user, params } = call;
  return changing(
    call,
    (_, row) => row.deleted_at !== null || !reactorsOf(row).get(params.emoji)?.has(user),
    (_, row) => {
      const people = reactorsOf(row).get(params.emoji);
      people.delete(user);
      if (people.size === 0) {
        reactorsOf(row).delete(params.emoji);
      }
    },
  );
}

/** Of a page's changes each message once, for its last. Without `after` the newest change. */
function listChanges({ user, params, query, limit, next, header }) {
  const group = groupFor(params.group, user);
  const all = changesOf(group);
  const after = query.has("after") ? Number(query.get("after")) : Math.max(0, all.length - 1);
  const numbers = all.slice(after, after + limit).map((_, i) => after + i + 1);
  const last = numbers.at(-1) ?? after;
  header("Last-Change-Seq", last);
  const rows = numbers
    .filter((number) => !all.slice(number, last).includes(all[number - 1]))
    .map((number) => ({ row: group.messages[all[number - 1] - 1], number }))
    .filter(({ row }) => row.seq > ownOf(group, user).cleared_seq);
  return next(
    rows.map(({ row, number }) => shown(row, user, number)),
    last < all.length && { after: last },
  );
}

/** Who hides theirs sees nobody's. */
function readers({ user, params }) {
  const group = groupFor(params.group, user);
  const open = group.members.filter((member) => member !== user && settingsOf(member).read_receipts);
  return settingsOf(user).read_receipts
    ? open.map((member) => ({ uuid: member.uuid, last_read_seq: group.read.get(member) ?? 0 }))
    : [];
}

export const routes = [
  [
    "POST",
    "/api/messages",
    (call) =>
      shown(
        once(call, () => send(call)),
        call.user,
      ),
  ],
  ["GET", "/api/messages/:group", list],
  ["GET", "/api/messages/:group/changes", listChanges],
  [
    "GET",
    "/api/messages/:group/:seq",
    ({ user, params }) => shown(messageIn(groupFor(params.group, user), user, params.seq), user),
  ],
  ["PUT", "/api/messages/:group/:seq", edit],
  ["DELETE", "/api/messages/:group/:seq", remove],
  ["PUT", "/api/messages/:group/:seq/reactions/:emoji", react],
  ["DELETE", "/api/messages/:group/:seq/reactions/:emoji", takeBack],
  ["GET", "/api/message_groups/:group/readers", readers],
];
