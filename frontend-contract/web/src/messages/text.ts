/** As the API counts: Unicode code points, not the UTF-16 units of `length`. */
export const MAX_CHARACTERS = 1024;

export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) {
    count += 1;
  }
  return count;
}

/** As the contract says it (`MessageText`): nothing in it can be seen. */
const BLANK = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}\u2800]*$/u;

export function isBlank(text: string): boolean {
  return BLANK.test(text);
}

export function maySend(text: string): boolean {
  return !isBlank(text) && countCharacters(text) <= MAX_CHARACTERS;
}
