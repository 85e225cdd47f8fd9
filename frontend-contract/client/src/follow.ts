import { throwIfAborted } from "./abort.js";
import type { CallOptions, Message, MessagingClient } from "./client.js";
import { sleep } from "./retry.js";

const LIMIT = 100;

/** Numbers that the server leaves out. */
export interface Gap {
  first: number;
  last: number;
}

export interface ReadAfterOptions extends CallOptions {
  /** How often missing numbers are asked for again; 3 if absent. */
  gapAttempts?: number;
  /** Milliseconds before each of these; 200 if absent. */
  gapPause?: number;
  /** Told about numbers that are still missing then. */
  onGap?: (gap: Gap) => void;
}

export interface FollowOptions extends ReadAfterOptions {
  /** Milliseconds between looking for new messages; 2500 if absent. */
  interval?: number;
}

/**
 * The messages after a number that there are now, each once and in order.
 *
 * The numbers are dense, so a missing one shows. What is behind it is thrown away, and the missing number is asked for
 * again. If the server still leaves it out after the last attempt, `onGap` is told and the reading goes on behind it: a
 * lost number must not stop a conversation for ever.
 *
 * @param after the number of the last message one has; 0 for none
 */
export async function* readAfter(
  client: Pick<MessagingClient, "messages">,
  messageGroupUuid: string,
  after: number,
  options: ReadAfterOptions = {},
): AsyncGenerator<Message, void, undefined> {
  const { gapAttempts = 3, gapPause = 200, onGap, ...call } = options;
  let last = after;
  let attempts = 0;
  for (let isComplete = false; !isComplete;) {
    isComplete = true;
    for await (const message of client.messages(messageGroupUuid, { after: last, limit: LIMIT, ...call })) {
      throwIfAborted(call.signal);
      if (message.seq <= last) {
        continue;
      }
      if (message.seq > last + 1) {
        if (attempts < gapAttempts) {
          isComplete = false;
          break;
        }
        onGap?.({ first: last + 1, last: message.seq - 1 });
      }
      attempts = 0;
      last = message.seq;
      yield message;
    }
    if (!isComplete) {
      attempts += 1;
      await sleep(gapPause, call.signal);
    }
  }
}

/**
 * The messages after a number, each once and in order, and every later one when it comes. It ends only by the signal, with
 * the signal's reason, or by an error as of any other call. To go on, call it again with the last number.
 *
 * @param after the number of the last message one has; 0 for none
 */
export async function* follow(
  client: Pick<MessagingClient, "messages">,
  messageGroupUuid: string,
  after: number,
  { interval = 2_500, ...options }: FollowOptions = {},
): AsyncGenerator<Message, never, undefined> {
  for (let last = after; ;) {
    for await (const message of readAfter(client, messageGroupUuid, last, options)) {
      last = message.seq;
      yield message;
    }
    await sleep(interval, options.signal);
  }
}
