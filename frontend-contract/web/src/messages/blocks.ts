import type { Message } from "@cruddur/messaging-client";

/** One of so many messages begins a block, on average. A power of two, at most 256. */
const LENGTH = 64;

export interface Block {
  /** Stays the same when messages come in before, after or between those that are in it. */
  key: string;
  messages: readonly Message[];
}

/**
 * Cuts a conversation into blocks, so that neither React nor the browser has to look at thousands of rows whenever one
 * comes in. Whether a message begins a block depends on it alone (on the random end of its uuid), so blocks stay as
 * they are while messages come in before and after them.
 *
 * @param known the blocks of before; those that have not changed are taken over
 */
export function blocksOf(messages: readonly Message[], known: readonly Block[]): readonly Block[] {
  const cut: Message[][] = [];
  for (const message of messages) {
    if (cut.length === 0 || beginsBlock(message)) {
      cut.push([]);
    }
    cut.at(-1)!.push(message);
  }
  const knownByFirst = new Map(known.map((block) => [block.messages[0], block]));
  const [oldest] = known;
  return cut.map((block) => {
    const same = knownByFirst.get(block[0]);
    if (same && same.messages.length === block.length && same.messages.at(-1) === block.at(-1)) {
      return same;
    }
    // The oldest block of before may have been a half one, which has its other half now.
    const before = same ?? (oldest && block.includes(oldest.messages[0]!) ? oldest : undefined);
    return { key: before?.key ?? block[0]!.uuid, messages: block };
  });
}

export function isIn({ messages }: Block, uuid: string): boolean {
  return messages[0]!.uuid <= uuid && uuid <= messages.at(-1)!.uuid;
}

function beginsBlock({ uuid }: Message): boolean {
  return Number.parseInt(uuid.slice(-2), 16) % LENGTH === 0;
}
