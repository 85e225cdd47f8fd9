/**
 * A random UUID. `crypto.randomUUID` is missing on React Native, and in browsers on pages without HTTPS. An idempotency
 * key has to be unique among one user's of a day, and need not be secret: then `Math.random` serves.
 */
export function randomKey(): string {
  return globalThis.crypto?.randomUUID?.() ?? "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx".replace(/x/g, hexDigit);
}

function hexDigit(): string {
  return Math.floor(Math.random() * 16).toString(16);
}
