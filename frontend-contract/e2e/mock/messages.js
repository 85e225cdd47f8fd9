// What people write: the operations of /api/messages.
import { Refused } from "./refused.js";
import { once } from "./router.js";
import { groupFor, isClosed, pairToOpen, say, visible } from "./store.js";

/** As the contract says it (`MessageText`). */
const BLANK = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}\u2800]*$/u;

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

function send(call) {
  const { message, handle, message_group_uuid } = call.body;
  checkText(message);
  const group = handle ? pairToOpen(call.user, handle) : groupFor(message_group_uuid, call.user);
  if (isClosed(group, call.user)) {
    throw new Refused("receiver_unavailable", "This person takes no messages from you: nothing was sent.");
  }
  return say(group, call.user, message);
}

function list({ user, params, query, limit, next }) {
  const group = groupFor(params.group, user);
  const all = visible(group, user);
  if (query.has("after")) {
    const newer = all.filter(({ seq }) => seq > Number(query.get("after")));
    const rows = newer.slice(0, limit);
    return next(rows, newer.length > limit && { after: rows.at(-1).seq });
  }
  const older = query.has("before") ? all.filter(({ seq }) => seq < Number(query.get("before"))) : all;
  const rows = older.slice(-limit);
  return next(rows, older.length > limit && { before: rows[0].seq });
}

export const routes = [
  ["POST", "/api/messages", (call) => once(call, () => send(call))],
  ["GET", "/api/messages/:group", list],
];
