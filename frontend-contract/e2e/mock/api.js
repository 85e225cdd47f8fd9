// The operations of the contract over the store, and the built pages with the headers that the API gives them.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { userOf } from "./sign-in.js";
import { groupOf, groupsOf, groupWith, markRead, say, userCalled } from "./store.js";

const DIST = fileURLToPath(new URL("../../web/dist", import.meta.url));
const { pages } = JSON.parse(readFileSync(new URL("../../web/src/addresses.json", import.meta.url), "utf8"));
/** As the API has it: of a conversation's address the last part is a uuid. */
const PAGES = Object.values(pages).map(
  (address) => new RegExp(`^${address.replace(":message_group_uuid", "[0-9a-f-]{36}").replace(/:\w+/, "[^/]+")}$`),
);
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
const TITLES = {
  unauthenticated: [401, "Sign in first"],
  user_not_found: [404, "No such user"],
  message_group_not_found: [404, "No such message group"],
  not_found: [404, "Not found"],
  message_blank: [422, "The message is blank"],
  message_exceed_max_chars: [422, "The message is too long"],
  cannot_message_yourself: [422, "You cannot message yourself"],
  last_read_seq_beyond_newest: [422, "There is no such message yet"],
};

/** As the contract says it (`MessageText`). */
const BLANK = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}\u2800]*$/u;

class Refused extends Error {
  constructor(code, detail) {
    super(detail);
    this.code = code;
  }
}

export function api(origin, issuer, activities) {
  const sent = new Map();

  function send(user, key, { message, handle, message_group_uuid }) {
    if (sent.has(`${user.handle} ${key}`)) {
      return sent.get(`${user.handle} ${key}`);
    }
    if (BLANK.test(message ?? "")) {
      throw new Refused("message_blank", "Write something first.");
    }
    if ([...message].length > 1024) {
      throw new Refused(
        "message_exceed_max_chars",
        `A message may have 1024 characters; this one has ${[...message].length}.`,
      );
    }
    const other = handle && userCalled(handle);
    if (handle && !other) {
      throw new Refused("user_not_found", `No user has the handle ${handle}.`);
    }
    if (other === user) {
      throw new Refused("cannot_message_yourself", `The handle ${handle} is your own.`);
    }
    const group = other ? groupOf([user, other]) : groupWith(message_group_uuid, user);
    if (!group) {
      throw new Refused("message_group_not_found", `You have no message group ${message_group_uuid}.`);
    }
    const row = say(group, user, message);
    sent.set(`${user.handle} ${key}`, row);
    return row;
  }

  function page(response, rows, url, limit, parameters) {
    if (parameters) {
      const query = new URLSearchParams({ limit, ...parameters });
      response.setHeader("Link", `<${url.pathname}?${query}>; rel="next"`);
    }
    return rows;
  }

  async function answer(request, response, url) {
    const short = /^\/api\/users\/@([^/]+)\/short$/.exec(url.pathname);
    if (short) {
      const user = userCalled(decodeURIComponent(short[1]));
      if (!user) {
        throw new Refused("user_not_found", `No user has the handle ${decodeURIComponent(short[1])}.`);
      }
      return user;
    }
    const user = userOf(request.headers.authorization);
    if (!user && (request.headers.authorization || url.pathname !== "/api/activities/home")) {
      throw new Refused("unauthenticated", "The access token has expired.");
    }
    if (url.pathname === "/api/activities/home") {
      return activities;
    }
    if (url.pathname === "/api/me") {
      return { ...user, accepts_messages_from: "everyone", read_receipts: true, presence: true };
    }
    const limit = Number(url.searchParams.get("limit") ?? 20);
    if (url.pathname === "/api/message_groups") {
      const from = Number(url.searchParams.get("cursor") ?? 0);
      const all = groupsOf(user);
      return page(
        response,
        all.slice(from, from + limit),
        url,
        limit,
        from + limit < all.length && { cursor: from + limit },
      );
    }
    let body = "";
    for await (const chunk of request) {
      body += chunk;
    }
    if (url.pathname === "/api/messages") {
      return send(user, request.headers["idempotency-key"] ?? randomUUID(), JSON.parse(body));
    }
    const groupUuid = /[0-9a-f-]{36}/.exec(url.pathname)?.[0];
    const group = groupUuid && groupWith(groupUuid, user);
    if (!group) {
      throw new Refused("message_group_not_found", `You have no message group ${groupUuid}.`);
    }
    if (url.pathname.endsWith("/read")) {
      const { last_read_seq } = JSON.parse(body);
      const newest = group.messages.length;
      if (last_read_seq > newest) {
        throw new Refused(
          "last_read_seq_beyond_newest",
          `The newest message of this group is ${newest}; last_read_seq is ${last_read_seq}.`,
        );
      }
      markRead(group, user, last_read_seq);
      return undefined;
    }
    // The message with number n is at index n - 1.
    const { after, before } = Object.fromEntries(url.searchParams);
    if (after !== undefined) {
      const newer = group.messages.slice(Number(after));
      const rows = newer.slice(0, limit);
      return page(response, rows, url, limit, newer.length > limit && { after: rows.at(-1).seq });
    }
    const older = before === undefined ? group.messages : group.messages.slice(0, Number(before) - 1);
    const rows = older.slice(-limit);
    return page(response, rows, url, limit, older.length > limit && { before: rows[0].seq });
  }

  /** An unknown address is the pages' document too, with 404: they say so. A program gets a problem document. */
  async function file(request, response, path) {
    const isPage = PAGES.some((address) => address.test(path));
    const known = extname(path) ? normalize(path) : "/index.html";
    if (!isPage && !extname(path) && !request.headers.accept?.includes("text/html")) {
      response.writeHead(404, { "Content-Type": "application/problem+json" });
      response.end(JSON.stringify({ title: "Not found", status: 404, errors: ["not_found"] }));
      return;
    }
    try {
      const content = await readFile(join(DIST, known));
      response.writeHead(isPage || extname(path) ? 200 : 404, {
        "Content-Type": TYPES[extname(known)] ?? "application/octet-stream",
      });
      response.end(content);
    } catch {
      response.writeHead(404);
      response.end();
    }
  }

  return createServer(async (request, response) => {
    const url = new URL(request.url, origin);
    response.setHeader("X-Request-Id", randomUUID().slice(0, 8));
    response.setHeader(
      "Content-Security-Policy",
      `default-src 'self'; connect-src 'self' ${issuer}; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
    );
    if (url.pathname === "/config.json") {
      response.setHeader("Content-Type", "application/json");
      response.end(
        JSON.stringify({ sign_in: { authority: issuer, client_id: "cruddur-web", scope: "openid profile email" } }),
      );
      return;
    }
    if (!url.pathname.startsWith("/api/")) {
      await file(request, response, url.pathname);
      return;
    }
    try {
      const body = await answer(request, response, url);
      response.writeHead(body === undefined ? 204 : 200, { "Content-Type": "application/json" });
      response.end(body && JSON.stringify(body));
    } catch (error) {
      const [status, title] = TITLES[error.code] ?? [500, "Something went wrong"];
      const code = error.code ?? "internal_error";
      if (status === 500) {
        console.error(error);
      }
      response.writeHead(status, { "Content-Type": "application/problem+json" });
      response.end(
        JSON.stringify({
          type: `https://cruddur.example/problems/${code.replaceAll("_", "-")}`,
          title,
          status,
          detail: error.message,
          errors: [code],
          request_id: response.getHeader("X-Request-Id"),
        }),
      );
    }
  });
}
