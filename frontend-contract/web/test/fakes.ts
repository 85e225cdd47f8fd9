import { vi } from "vitest";
import type { Message, MessageGroup, Reader } from "@cruddur/messaging-client";

/** Waits until a check holds, also on a machine that does other things as well. */
export const soon = (check: () => void) => vi.waitFor(check, { timeout: 10_000 });

export const GROUP = "d79031e4-171c-5282-916c-28ef29488129";
export const ANDREW = {
  uuid: "7f1c9f9e-4d0b-4a55-9b3d-2b8f6f0c1a11",
  handle: "andrewbrown",
  display_name: "Andrew Brown",
  role: null,
};
export const LONDO = {
  uuid: "c2b6a0de-91f4-4a1e-8a77-5e0d3c9b7f22",
  handle: "londo",
  display_name: "Londo Mollari",
  role: null,
};

const START = Date.parse("2026-11-23T09:00:00.000Z");

/** The nth message of a conversation, one a minute. Its uuid says nothing about its place: later ones are smaller. */
export function message(n: number, from = LONDO): Message {
  const at = START + n * 60_000;
  return {
    uuid: `${String(99_999_999 - n)}-0000-4000-8000-000000000000`,
    seq: n,
    message_group_uuid: GROUP,
    user_uuid: from.uuid,
    display_name: from.display_name,
    handle: from.handle,
    message: `Message ${n}`,
    created_at: new Date(at).toISOString(),
    kind: "text",
    event: null,
    reply_to_seq: null,
    edited_at: null,
    deleted_at: null,
    reactions: [],
    change_seq: 0,
  };
}

export const messages = (first: number, last: number): Message[] =>
  Array.from({ length: last - first + 1 }, (_, i) => message(first + i));

export function group(members: Partial<MessageGroup> = {}): MessageGroup {
  return {
    uuid: GROUP,
    display_name: LONDO.display_name,
    handle: LONDO.handle,
    message: "Message 1",
    created_at: message(1).created_at,
    unread_count: 0,
    last_seq: 1,
    last_read_seq: 0,
    members: [ANDREW, LONDO],
    kind: "pair",
    title: null,
    member_count: 2,
    role: null,
    archived: false,
    muted_until: null,
    marked_unread: false,
    closed: false,
    ...members,
  };
}

/** Answers to requests of the real client, instead of a server's. */
export function answering(answer: (request: Request) => Response | Promise<Response>) {
  return async (request: Request) => answer(request);
}

export const json = (body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { headers: { "Content-Type": "application/json", ...headers } });

export const problem = (status: number, code: string, headers: Record<string, string> = {}) =>
  new Response(
    JSON.stringify({
      type: "about:blank",
      title: "A problem",
      status,
      detail: "In detail.",
      errors: [code],
      request_id: "r-1",
    }),
    { status, headers: { "Content-Type": "application/problem+json", ...headers } },
  );

/** The messages of one conversation, served as the API serves them. */
export class FakeConversation {
  rows: Message[];
  /** What the next requests find, one after the other. */
  later: Message[][] = [];
  /** By change number: the first is change 1. */
  changes: Message[] = [];
  /** Changes up to this number are not known any more. */
  expired = 0;
  readers: Reader[] = [];
  /** Asking after this number fails. */
  failAt: number | undefined;
  /** For messages; the others are asked for with every step. */
  requests: URL[] = [];

  constructor(rows: Message[]) {
    this.rows = rows;
  }

  readonly answer = (request: Request): Response => {
    const url = new URL(request.url);
    if (url.pathname.endsWith("/readers")) {
      return json(this.readers);
    }
    if (url.pathname.endsWith("/changes")) {
      return this.changed(url.searchParams.get("after"));
    }
    this.requests.push(url);
    this.rows = this.later.shift() ?? this.rows;
    const limit = Number(url.searchParams.get("limit") ?? 20);
    const before = Number(url.searchParams.get("before") ?? Infinity);
    const after = Number(url.searchParams.get("after") ?? -1);
    if (after === this.failAt) {
      return problem(500, "internal_error");
    }
    const rows = this.rows.filter(({ seq }) => seq < before && seq > after);
    const page = after >= 0 ? rows.slice(0, limit) : rows.slice(-limit);
    if (page.length === rows.length) {
      return json(page);
    }
    const edge = after >= 0 ? `after=${page.at(-1)!.seq}` : `before=${page[0]!.seq}`;
    return json(page, { Link: `<${url.pathname}?limit=${limit}&${edge}>; rel="next"` });
  };

  private changed(after: string | null): Response {
    const from = after === null ? Math.max(0, this.changes.length - 1) : Number(after);
    return from < this.expired ? problem(410, "changes_expired") : json(this.changes.slice(from));
  }
}
