// Who is there, and what one decides about them and oneself: the operations of /api/users, /api/blocks and /api/me.
import { announce } from "./events.js";
import { Refused } from "./refused.js";
import { aloneFor, blocksOf, groupsOf, pairOf, settingsOf, short, userFor, users } from "./store.js";

const bare = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const words = (text) =>
  bare(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

function search({ user, query }) {
  const typed = (query.get("q") ?? "").trim();
  if ([...typed].length < 2 || [...typed].length > 64) {
    throw new Refused("malformed_request", "q must have 2 to 64 characters.");
  }
  const wanted = words(typed);
  const companions = groupsOf(user).flatMap(({ members }) => members.map(({ uuid }) => uuid));
  const place = ({ uuid }) => (companions.includes(uuid) ? companions.indexOf(uuid) : Infinity);
  return users
    .filter((other) => other !== user)
    .filter((other) => {
      const begins = [bare(other.handle), ...words(other.display_name)];
      return wanted.length > 0 && wanted.every((word) => begins.some((begin) => begin.startsWith(word)));
    })
    .sort((a, b) => place(a) - place(b) || a.display_name.localeCompare(b.display_name))
    .slice(0, 20)
    .map(short);
}

const me = (user) => ({ ...short(user), ...settingsOf(user) });

const CHOICES = { accepts_messages_from: ["everyone", "known"], read_receipts: [true, false], presence: [true, false] };

function changeMe({ user, body }) {
  for (const [name, value] of Object.entries(body)) {
    if (!CHOICES[name]?.includes(value)) {
      throw new Refused("malformed_request", `${name} cannot be ${value}.`);
    }
  }
  Object.assign(settingsOf(user), body);
  return me(user);
}

function block({ user, params }) {
  const other = userFor(params.handle);
  if (other === user) {
    throw new Refused("cannot_message_yourself", "Name somebody else: nobody blocks oneself.");
  }
  blocksOf(user).add(other);
  tell(user, other);
}

function unblock({ user, params }) {
  const other = userFor(params.handle);
  blocksOf(user).delete(other);
  tell(user, other);
}

/** Both of a pair, whose rows show whether one can write to the other; strangers nothing. */
function tell(user, other) {
  const pair = pairOf(user, other);
  if (pair) {
    announce(pair.members, "conversation", (member) => aloneFor(pair, member));
  }
}

const byName = (a, b) => a.display_name.localeCompare(b.display_name);

export const routes = [
  ["GET", "/api/users", search],
  ["GET", "/api/users/@:handle/short", ({ params }) => short(userFor(params.handle))],
  ["PUT", "/api/users/@:handle/block", block],
  ["DELETE", "/api/users/@:handle/block", unblock],
  ["GET", "/api/blocks", ({ user }) => [...blocksOf(user)].map(short).sort(byName)],
  ["GET", "/api/me", ({ user }) => me(user)],
  ["PATCH", "/api/me", changeMe],
];
