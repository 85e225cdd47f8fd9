import type { Message } from "@cruddur/messaging-client";

/** One of so many messages begins a block, on average. A power of two, at most 256. */
const LENGTH = 64;

/**
 * Cuts a conversation into blocks, so that neither React nor the browser has to look at thousands of rows whenever one
 * comes in. Whether a message begins a block depends on it alone (on the random end of its uuid), so blocks stay as
 * they are while messages come in before and after them.
 *
 * @param known the blocks of before; those that have not changed are taken over
 */
export function blocksOf(messages: readonly Message[], known: readonly (readonly Message[])[]): readonly (readonly Message[])[] {
  const before = new Map(known.map((block) => [block[0]!.uuid, block]));
  const blocks: Message[][] = [];
  for (const message of messages) {
    if (blocks.length === 0 || beginsBlock(message)) {
      blocks.push([]);
    }
    blocks.at(-1)!.push(message);
  }
  return blocks.map((block) => {
    const same = before.get(block[0]!.uuid);
    return same && same.length === block.length && same.at(-1) === block.at(-1) ? same : block;
  });
}

function beginsBlock({ uuid }: Message): boolean {
  return Number.parseInt(uuid.slice(-2), 16) % LENGTH === 0;
}
