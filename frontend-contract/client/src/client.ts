import createFetchClient from "openapi-fetch";
import { randomKey } from "./key.js";
import { startLive, type Live, type LiveOptions } from "./live.js";
import { nextPage, paged, type Paged } from "./paging.js";
import { DEFAULT_RETRY, type NextTry, type RetryOptions } from "./retry.js";
import type { components, paths } from "./schema.js";
import { exchange, openStream, type GetToken, type Transport } from "./transport.js";

type Schemas = components["schemas"];
export type Activity = Schemas["Activity"];
export type GroupToCreate = Schemas["GroupToCreate"];
export type Me = Schemas["Me"];
export type MeChange = Schemas["MeChange"];
export type Member = Schemas["Member"];
export type Message = Schemas["Message"];
export type MessageGroup = Schemas["MessageGroup"];
export type MessageToSend = Schemas["MessageToSend"];
export type Reaction = Schemas["Reaction"];
export type Reader = Schemas["Reader"];
export type Role = Schemas["RoleToGive"]["role"];
export type SettingsPatch = Schemas["SettingsPatch"];
export type SystemEvent = NonNullable<Schemas["SystemEvent"]>;
export type UserShort = Schemas["UserShort"];

export interface ClientOptions {
  /** Where the API is, such as `https://cruddur.example`. */
  baseUrl: string;
  /** Where access tokens come from. Without it only the home feed and the look-up of users work. */
  getToken?: GetToken;
  /** What is not given is as in `DEFAULT_RETRY`. */
  retry?: Partial<RetryOptions>;
  /** Milliseconds that one attempt may take; 10 000 if absent. */
  timeout?: number;
  /** Instead of the platform's, for tests. */
  fetch?: (request: Request) => Promise<Response>;
}

export interface CallOptions {
  signal?: AbortSignal;
  /** For this call only. `{ attempts: 1 }` turns repeating off. */
  retry?: Partial<RetryOptions>;
}

export interface SendOptions extends CallOptions {
  /** A new random one if absent. Give the same again to repeat a call of which the outcome is unknown. */
  idempotencyKey?: string;
  /** Told before each pause. */
  onRetry?: (next: NextTry) => void;
}

export type MessagingClient = ReturnType<typeof createMessagingClient>;

/**
 * Every method rejects with `ProblemError` when the server answers with an error, with `NetworkError` when it does not
 * answer, and with the signal's reason when that is aborted.
 */
export function createMessagingClient(options: ClientOptions) {
  const transport: Transport = {
    getToken: options.getToken,
    fetch: options.fetch ?? ((request) => globalThis.fetch(request)),
    retry: { ...DEFAULT_RETRY, ...options.retry },
    timeout: options.timeout ?? 10_000,
  };
  const base = options.baseUrl.replace(/\/+$/, "");
  const http = createFetchClient<paths>({ baseUrl: base });

  function via(call: CallOptions | undefined, onRetry?: (next: NextTry) => void) {
    const retry = { ...transport.retry, ...call?.retry };
    return {
      signal: call?.signal,
      fetch: (request: Request) => exchange({ ...transport, retry }, request, onRetry),
    };
  }

  /** Rows that a first request, and then each `Link`, leads to. */
  function list<T>(
    call: CallOptions | undefined,
    first: (send: ReturnType<typeof via>) => Promise<{ data?: T[]; response: Response }>,
  ): Paged<T> {
    const send = via(call);
    return paged(async (next) => {
      if (!next) {
        const { data, response } = await first(send);
        return page(data ?? [], response);
      }
      const request = new Request(next, { signal: call?.signal, headers: { Accept: "application/json" } });
      const response = await send.fetch(request);
      return page((await response.json()) as T[], response);
    });
  }

  function page<T>(items: T[], response: Response) {
    const lastChange = response.headers.get("Last-Change-Seq");
    return { items, next: nextPage(response, base), ...(lastChange && { lastChangeSeq: Number(lastChange) }) };
  }

  const group = (uuid: string) => ({ path: { message_group_uuid: uuid } });
  const member = (uuid: string, userUuid: string) => ({ path: { message_group_uuid: uuid, user_uuid: userUuid } });
  const one = (uuid: string, seq: number) => ({ path: { message_group_uuid: uuid, seq } });
  const key = (call: SendOptions | undefined) => ({
    header: { "Idempotency-Key": call?.idempotencyKey ?? randomKey() },
  });

  return {
    /** The signed-in user's conversations, newest message first: those that are archived, or the others. */
    messageGroups(call?: CallOptions & { limit?: number; archived?: boolean }): Paged<MessageGroup> {
      const query = { limit: call?.limit, archived: call?.archived };
      return list(call, (send) => http.GET("/api/message_groups", { params: { query }, ...send }));
    },

    /** One conversation, with all of its members. */
    async messageGroup(messageGroupUuid: string, call?: CallOptions): Promise<MessageGroup> {
      const { data } = await http.GET("/api/message_groups/{message_group_uuid}", {
        params: group(messageGroupUuid),
        ...via(call),
      });
      return data!;
    },

    /** Makes a group once, however often the request has to be repeated. */
    async createGroup(toCreate: GroupToCreate, call?: SendOptions): Promise<MessageGroup> {
      const { data } = await http.POST("/api/message_groups", {
        params: key(call),
        body: toCreate,
        ...via(call, call?.onRetry),
      });
      return data!;
    },

    /** Gives a group a title, or none with null. */
    async rename(messageGroupUuid: string, title: string | null, call?: CallOptions): Promise<MessageGroup> {
      const { data } = await http.PATCH("/api/message_groups/{message_group_uuid}", {
        params: group(messageGroupUuid),
        body: { title },
        ...via(call),
      });
      return data!;
    },

    /** Adds people to a group. Of a conversation of two it makes a new group, with them, and answers that. */
    async addMembers(
      messageGroupUuid: string,
      handles: string[],
      call?: SendOptions,
    ): Promise<MessageGroup | undefined> {
      const { data } = await http.POST("/api/message_groups/{message_group_uuid}/members", {
        params: { ...group(messageGroupUuid), ...key(call) },
        body: { handles },
        ...via(call, call?.onRetry),
      });
      return data;
    },

    async setRole(messageGroupUuid: string, userUuid: string, role: Role, call?: CallOptions): Promise<void> {
      await http.PUT("/api/message_groups/{message_group_uuid}/members/{user_uuid}", {
        params: member(messageGroupUuid, userUuid),
        body: { role },
        ...via(call),
      });
    },

    /** Removes somebody from a group; oneself: leaves it. */
    async removeMember(messageGroupUuid: string, userUuid: string, call?: CallOptions): Promise<void> {
      await http.DELETE("/api/message_groups/{message_group_uuid}/members/{user_uuid}", {
        params: member(messageGroupUuid, userUuid),
        ...via(call),
      });
    },

    /** Archives a conversation, mutes it, marks it unread, or takes that back. What is missing stays as it is. */
    async changeSettings(messageGroupUuid: string, patch: SettingsPatch, call?: CallOptions): Promise<MessageGroup> {
      const { data } = await http.PUT("/api/message_groups/{message_group_uuid}/settings", {
        params: group(messageGroupUuid),
        body: patch,
        ...via(call),
      });
      return data!;
    },

    /** Takes the messages away from the signed-in user for good: those up to `lastSeq`, or all. The others keep theirs. */
    async clear(messageGroupUuid: string, call?: CallOptions & { lastSeq?: number }): Promise<void> {
      await http.DELETE("/api/message_groups/{message_group_uuid}", {
        params: { ...group(messageGroupUuid), query: { last_seq: call?.lastSeq } },
        ...via(call),
      });
    },

    /** How far the others have read. */
    async readers(messageGroupUuid: string, call?: CallOptions): Promise<Reader[]> {
      const { data } = await http.GET("/api/message_groups/{message_group_uuid}/readers", {
        params: group(messageGroupUuid),
        ...via(call),
      });
      return data!;
    },

    /**
     * Messages of a group, oldest first within each page. Without `before` and `after` the pages go back from the newest
     * message; with `after` they go forward. Both are numbers of messages (`seq`) and not included; `after: 0` begins at
     * the first message. To stay up to date use `follow` or `readAfter`.
     */
    messages(
      messageGroupUuid: string,
      call?: CallOptions & { limit?: number; before?: number; after?: number },
    ): Paged<Message> {
      const query = { limit: call?.limit, before: call?.before, after: call?.after };
      return list(call, (send) =>
        http.GET("/api/messages/{message_group_uuid}", {
          params: { ...group(messageGroupUuid), query },
          ...send,
        }),
      );
    },

    async message(messageGroupUuid: string, seq: number, call?: CallOptions): Promise<Message> {
      const { data } = await http.GET("/api/messages/{message_group_uuid}/{seq}", {
        params: one(messageGroupUuid, seq),
        ...via(call),
      });
      return data!;
    },

    /** Changes the text of one's own message. */
    async edit(messageGroupUuid: string, seq: number, text: string, call?: CallOptions): Promise<Message> {
      const { data } = await http.PUT("/api/messages/{message_group_uuid}/{seq}", {
        params: one(messageGroupUuid, seq),
        body: { message: text },
        ...via(call),
      });
      return data!;
    },

    /** Deletes one's own message, or as an admin of a group anybody's. */
    async deleteMessage(messageGroupUuid: string, seq: number, call?: CallOptions): Promise<Message> {
      const { data } = await http.DELETE("/api/messages/{message_group_uuid}/{seq}", {
        params: one(messageGroupUuid, seq),
        ...via(call),
      });
      return data!;
    },

    async react(messageGroupUuid: string, seq: number, emoji: string, call?: CallOptions): Promise<Message> {
      const { data } = await http.PUT("/api/messages/{message_group_uuid}/{seq}/reactions/{emoji}", {
        params: { path: { ...one(messageGroupUuid, seq).path, emoji } },
        ...via(call),
      });
      return data!;
    },

    /** Takes one's own reaction back. */
    async takeBack(messageGroupUuid: string, seq: number, emoji: string, call?: CallOptions): Promise<Message> {
      const { data } = await http.DELETE("/api/messages/{message_group_uuid}/{seq}/reactions/{emoji}", {
        params: { path: { ...one(messageGroupUuid, seq).path, emoji } },
        ...via(call),
      });
      return data!;
    },

    /**
     * The messages that were edited, deleted or reacted to after a change, as they are now. Keep `lastChangeSeq` of each page,
     * and ask `after` it the next time. Without `after`: the newest change only, the place to begin from.
     */
    changes(messageGroupUuid: string, call?: CallOptions & { limit?: number; after?: number }): Paged<Message> {
      const query = { limit: call?.limit, after: call?.after };
      return list(call, (send) =>
        http.GET("/api/messages/{message_group_uuid}/changes", {
          params: { ...group(messageGroupUuid), query },
          ...send,
        }),
      );
    },

    /** Sends once, however often the request has to be repeated. */
    async send(message: MessageToSend, call?: SendOptions): Promise<Message> {
      const { data } = await http.POST("/api/messages", {
        params: key(call),
        body: message,
        ...via(call, call?.onRetry),
      });
      return data!;
    },

    /** Marks the messages of a group up to a number (`seq`) as read. A smaller number than before changes nothing. */
    async markRead(messageGroupUuid: string, seq: number, call?: CallOptions): Promise<void> {
      await http.PUT("/api/message_groups/{message_group_uuid}/read", {
        params: group(messageGroupUuid),
        body: { last_read_seq: seq },
        ...via(call),
      });
    },

    /** Who the signed-in user is, and what they have decided about themselves. */
    async me(call?: CallOptions): Promise<Me> {
      const { data } = await http.GET("/api/me", via(call));
      return data!;
    },

    /** Changes settings of the signed-in user; what is absent stays. Resolves with all of them as they are now. */
    async changeMe(change: MeChange, call?: CallOptions): Promise<Me> {
      const { data } = await http.PATCH("/api/me", { body: change, ...via(call) });
      return data!;
    },

    /**
     * Users whose handle, or a word of whose name, begins with what was typed (2 to 64 characters): at most 20, those first
     * with whom the signed-in user has written last.
     */
    async searchUsers(typed: string, call?: CallOptions): Promise<UserShort[]> {
      const { data } = await http.GET("/api/users", { params: { query: { q: typed } }, ...via(call) });
      return data!;
    },

    /** From now on the person can send the signed-in user nothing more outside of groups. They are not told. */
    async block(handle: string, call?: CallOptions): Promise<void> {
      await http.PUT("/api/users/@{handle}/block", { params: { path: { handle } }, ...via(call) });
    },

    /** Takes a block back. */
    async unblock(handle: string, call?: CallOptions): Promise<void> {
      await http.DELETE("/api/users/@{handle}/block", { params: { path: { handle } }, ...via(call) });
    },

    /** Whom the signed-in user has blocked, by name. */
    async blocks(call?: CallOptions): Promise<UserShort[]> {
      const { data } = await http.GET("/api/blocks", via(call));
      return data!;
    },

    /** Tells the others that the signed-in user is writing: call it every 3 to 5 seconds while they do. */
    async tellTyping(messageGroupUuid: string, call?: CallOptions): Promise<void> {
      await http.POST("/api/message_groups/{message_group_uuid}/typing", {
        params: group(messageGroupUuid),
        ...via(call),
      });
    },

    /** The others who are online. Empty for whoever hides that they are. */
    async online(messageGroupUuid: string, call?: CallOptions): Promise<string[]> {
      const { data } = await http.GET("/api/message_groups/{message_group_uuid}/presence", {
        params: group(messageGroupUuid),
        ...via(call),
      });
      return data!.map(({ uuid }) => uuid);
    },

    /**
     * Tells what happens in the signed-in user's conversations, as it happens: by one stream of events, or where streams are
     * blocked on the way, by asking again and again. It connects again by itself, and then reads what was missed.
     */
    live(options: LiveOptions): Live {
      const open = (signal: AbortSignal) =>
        openStream(transport, new Request(`${base}/api/events`, { signal, headers: { Accept: "text/event-stream" } }));
      return startLive({ client: this, open }, options);
    },

    /** Who is behind a handle; without the `@`. */
    async user(handle: string, call?: CallOptions): Promise<UserShort> {
      const { data } = await http.GET("/api/users/@{handle}/short", { params: { path: { handle } }, ...via(call) });
      return data!;
    },

    /** The home feed, newest first. */
    async homeActivities(call?: CallOptions): Promise<Activity[]> {
      const { data } = await http.GET("/api/activities/home", via(call));
      return data!;
    },
  };
}
