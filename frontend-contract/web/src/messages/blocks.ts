import type { Message } from "@cruddur/messaging-client";

/** How many numbers a block holds. */
const LENGTH = 64;

export interface Block {
  key: number;
  messages: readonly Message[];
}

const keyOf = (seq: number) => Math.floor(seq / LENGTH);

/**
 * Cuts a conversation into blocks, so that neither React nor the browser has to look at thousands of rows whenever one
 * comes in. The number of a message alone tells its block, so blocks stay as they are while messages come in before and
 * after them.
 *
 * @param known the blocks of before; those that have not changed are taken over
 */
export function blocksOf(messages: readonly Message[], known: readonly Block[]): readonly Block[] {
  const cut: { key: number; messages: Message[] }[] = [];
  for (const message of messages) {
    const key = keyOf(message.seq);
    if (cut.at(-1)?.key !== key) {
      cut.push({ key, messages: [] });
    }
    cut.at(-1)!.messages.push(message);
  }
  const knownByKey = new Map(known.map((block) => [block.key, block]));
  return cut.map((block) => {
    const same = knownByKey.get(block.key);
    return same?.messages.length === block.messages.length && same.messages[0] === block.messages[0] ? same : block;
  });
}

export function isIn({ key }: Block, seq: number): boolean {
  return key === keyOf(seq);
}
