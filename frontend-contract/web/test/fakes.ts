import type { Message, MessageGroup } from "@cruddur/messaging-client";

export const GROUP = "d79031e4-171c-5282-916c-28ef29488129";
export const ANDREW = {
  uuid: "7f1c9f9e-4d0b-4a55-9b3d-2b8f6f0c1a11",
  handle: "andrewbrown",
  display_name: "Andrew Brown",
};
export const LONDO = { uuid: "c2b6a0de-91f4-4a1e-8a77-5e0d3c9b7f22", handle: "londo", display_name: "Londo Mollari" };

const START = Date.parse("2026-11-23T09:00:00.000Z");

/** The nth message of a conversation, one a minute. */
export function message(n: number, from = LONDO): Message {
  const at = START + n * 60_000;
  const hex = at.toString(16).padStart(12, "0");
  return {
    uuid: `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-${String(n).padStart(12, "0")}`,
    message_group_uuid: GROUP,
    user_uuid: from.uuid,
    display_name: from.display_name,
    handle: from.handle,
    message: `Message ${n}`,
    created_at: new Date(at).toISOString(),
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
    last_read_message_uuid: null,
    members: [ANDREW, LONDO],
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
  requests: URL[] = [];

  constructor(rows: Message[]) {
    this.rows = rows;
  }

  readonly answer = (request: Request): Response => {
    const url = new URL(request.url);
    this.requests.push(url);
    const limit = Number(url.searchParams.get("limit") ?? 20);
    const { before, after } = Object.fromEntries(url.searchParams);
    const rows = this.rows.filter(({ uuid }) => (!before || uuid < before) && (!after || uuid > after));
    const page = after ? rows.slice(0, limit) : rows.slice(-limit);
    if (page.length === rows.length) {
      return json(page);
    }
    const edge = after ? `after=${page.at(-1)!.uuid}` : `before=${page[0]!.uuid}`;
    return json(page, { Link: `<${url.pathname}?limit=${limit}&${edge}>; rel="next"` });
  };
}
