// Conversations, their members, and what one has decided about them: the operations of /api/message_groups.
import { announce, isOnline, typing } from "./events.js";
import { Refused } from "./refused.js";
import { created, once } from "./router.js";
import {
  add,
  aloneFor,
  createGroup,
  groupFor,
  groupsOf,
  isClosed,
  markRead,
  ownOf,
  remove,
  setArchived,
  settingsOf,
  tell,
  userFor,
  users,
} from "./store.js";

const MOST = 50;

function list({ user, query, limit, next }) {
  const from = Number(query.get("cursor") ?? 0);
  const archived = query.get("archived") === "true";
  const all = groupsOf(user).filter((row) => row.archived === archived);
  return next(
    all.slice(from, from + limit),
    from + limit < all.length && { ...(archived && { archived }), cursor: from + limit },
  );
}

/** Whom somebody may add: they exist, and take messages from them. */
function invited(user, handles) {
  if (!Array.isArray(handles) || handles.length === 0) {
    throw new Refused("malformed_request", "handles must be a list of handles.");
  }
  const people = [...new Set(handles.map(userFor))];
  const unavailable = people.find((other) => other !== user && !other.takesFrom(user));
  if (unavailable) {
    throw new Refused("receiver_unavailable", `${unavailable.handle} takes no messages from you: nobody was added.`);
  }
  return people;
}

function checkTitle(title) {
  const text = title?.trim() ?? null;
  if (text !== null && (text === "" || [...text].length > 80 || /[\p{Cc}\p{Bidi_Control}]/u.test(text))) {
    throw new Refused("malformed_request", "A title is one line of 1 to 80 characters.");
  }
  return text;
}

function create({ user, body }) {
  const title = checkTitle(body.title);
  const others = invited(user, body.handles);
  if (others.includes(user)) {
    throw new Refused("cannot_message_yourself", "Name the others only: you are in the group anyway.");
  }
  if (others.length < 2) {
    throw new Refused("malformed_request", "A group begins with two others or more.");
  }
  if (others.length + 1 > MOST) {
    throw new Refused("group_full", `A group has at most ${MOST} members.`);
  }
  return created(aloneFor(createGroup(user, others, title, body.history ?? "all"), user));
}

/** A group of which the user is an admin. */
function administered({ user, params }) {
  const group = groupFor(params.group, user);
  if (group.kind === "pair" || !group.admins.has(user)) {
    throw new Refused("not_allowed", "Only an admin of the group may do this: ask one.");
  }
  return group;
}

function rename(call) {
  const group = administered(call);
  const title = checkTitle(call.body.title);
  if ("title" in call.body && title !== group.title) {
    group.title = title;
    tell(group, call.user, "title_changed", { title });
  }
  return aloneFor(group, call.user);
}

function addMembers(call) {
  const { user, params, body } = call;
  const pair = groupFor(params.group, user);
  if (pair.kind === "pair") {
    const others = pair.members.filter((member) => member !== user).map(({ handle }) => handle);
    return once(call, () => create({ user, body: { handles: [...others, ...body.handles] } }));
  }
  const group = administered(call);
  const fresh = invited(user, body.handles).filter((person) => !group.members.includes(person));
  if (group.members.length + fresh.length > MOST) {
    throw new Refused("group_full", `A group has at most ${MOST} members.`);
  }
  if (fresh.length > 0) {
    add(group, user, fresh);
  }
  return undefined;
}

function setRole(call) {
  const group = administered(call);
  const member = group.members.find(({ uuid }) => uuid === call.params.user);
  if (!member) {
    throw new Refused("user_not_found", "This person is not in the group: list its members.");
  }
  const wanted = call.body.role === "admin";
  if (group.admins.has(member) === wanted) {
    return;
  }
  if (!wanted && group.admins.size === 1) {
    throw new Refused("not_allowed", "A group needs an admin: make somebody else one first.");
  }
  group.admins[wanted ? "add" : "delete"](member);
  tell(group, call.user, wanted ? "admin_added" : "admin_removed", { members: [member] });
}

function removeMember(call) {
  const { user, params } = call;
  const group = groupFor(params.group, user);
  if (group.kind === "pair") {
    throw new Refused("not_allowed", "Nobody leaves a conversation of two: clear it.");
  }
  const member = users.find(({ uuid }) => uuid === params.user);
  if (member !== user) {
    administered(call);
  }
  if (group.members.includes(member)) {
    remove(group, user, member);
  }
}

function changeSettings({ user, params, body }) {
  const group = groupFor(params.group, user);
  const own = ownOf(group, user);
  if ("archived" in body) {
    setArchived(group, user, body.archived);
  }
  if ("muted_until" in body) {
    own.muted_until = body.muted_until && new Date(body.muted_until).toISOString();
  }
  if ("marked_unread" in body) {
    own.marked_unread = body.marked_unread;
  }
  announce([user], "conversation", () => aloneFor(group, user));
  return aloneFor(group, user);
}

function newest(group, seq) {
  if (seq > group.messages.length) {
    throw new Refused(
      "last_read_seq_beyond_newest",
      `The newest message of this group is ${group.messages.length}; the number is ${seq}.`,
    );
  }
  return seq;
}

function clear({ user, params, query }) {
  const group = groupFor(params.group, user);
  const own = ownOf(group, user);
  const upTo = newest(group, Number(query.get("last_seq") ?? group.messages.length));
  own.cleared_seq = Math.max(own.cleared_seq, upTo);
  markRead(group, user, upTo);
}

function read({ user, params, body }) {
  const group = groupFor(params.group, user);
  markRead(group, user, newest(group, body.last_read_seq));
  ownOf(group, user).marked_unread = false;
  announce(group.members, "read", (member) =>
    member === user || (settingsOf(member).read_receipts && settingsOf(user).read_receipts)
      ? { message_group_uuid: group.uuid, user_uuid: user.uuid, last_read_seq: body.last_read_seq }
      : undefined,
  );
  announce([user], "conversation", () => aloneFor(group, user));
}

function online({ user, params }) {
  const group = groupFor(params.group, user);
  return settingsOf(user).presence
    ? group.members
        .filter((member) => member !== user && isOnline(member) && settingsOf(member).presence)
        .filter((member) => !isClosed(group, user) && !isClosed(group, member))
        .map(({ uuid }) => ({ uuid }))
    : [];
}

export const routes = [
  ["GET", "/api/message_groups", list],
  ["POST", "/api/message_groups", (call) => once(call, () => create(call))],
  ["GET", "/api/message_groups/:group", ({ user, params }) => aloneFor(groupFor(params.group, user), user)],
  ["PATCH", "/api/message_groups/:group", rename],
  ["DELETE", "/api/message_groups/:group", clear],
  ["PUT", "/api/message_groups/:group/settings", changeSettings],
  ["POST", "/api/message_groups/:group/members", addMembers],
  ["PUT", "/api/message_groups/:group/members/:user", setRole],
  ["DELETE", "/api/message_groups/:group/members/:user", removeMember],
  ["PUT", "/api/message_groups/:group/read", read],
  ["GET", "/api/message_groups/:group/presence", online],
  ["POST", "/api/message_groups/:group/typing", ({ user, params }) => typing(groupFor(params.group, user), user)],
];
