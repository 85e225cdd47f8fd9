import { LinkifyIt } from "linkify-it";

/** A piece of a message: text, code as it was written between backticks, or an address. */
export type Part =
  | { kind: "text"; text: string }
  | { kind: "code"; text: string; isBlock: boolean }
  | { kind: "link"; text: string; href: string; host: string | undefined };

// Whole addresses and mail only: "done.so" is no link, and nothing but these schemes is ever followed.
const links = new LinkifyIt({ fuzzyLink: false }).add("ftp:", null).add("//", null);
const SCHEMES = new Set(["http:", "https:", "mailto:"]);

const CODE = /```(?:\n)?([^]+?)(?:\n)?```|`([^`\n]+)`/g;

/** Characters that turn the direction of all that follows, whatever it is. */
const TURNING = /[\u202A-\u202E]/g;

/** A text without the characters that make it look other than it is. */
export function plain(text: string): string {
  return text.replace(TURNING, "");
}

export function partsOf(message: string): Part[] {
  const text = plain(message);
  const parts: Part[] = [];
  let end = 0;
  for (const { 0: whole, 1: block, 2: inline, index } of text.matchAll(CODE)) {
    parts.push(...linksIn(text.slice(end, index)));
    parts.push({ kind: "code", text: block ?? inline ?? "", isBlock: block !== undefined });
    end = index + whole.length;
  }
  return [...parts, ...linksIn(text.slice(end))];
}

function linksIn(text: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  const add = (next: number) => {
    if (next > end) {
      parts.push({ kind: "text", text: text.slice(end, next) });
    }
  };
  for (const { index, lastIndex, url } of links.match(text) ?? []) {
    const link = linkTo(text.slice(index, lastIndex), url);
    if (link) {
      add(index);
      parts.push(link);
      end = lastIndex;
    }
  }
  add(text.length);
  return parts;
}

function linkTo(text: string, address: string): Part | undefined {
  const url = URL.parse(address);
  if (!url || !SCHEMES.has(url.protocol)) {
    return undefined;
  }
  // Where it really leads (in punycode) is said unless the text begins with just that.
  const isClear = url.protocol === "mailto:" ? isAscii(text) : text.toLowerCase().startsWith(url.origin);
  const host = url.protocol === "mailto:" ? asciiMail(url) : url.host;
  return { kind: "link", text, href: url.href, host: isClear ? undefined : host };
}

const isAscii = (text: string) => /^[\x20-\x7e]*$/.test(text);

/** A mail's host in punycode. */
function asciiMail(url: URL): string {
  const host = decodeURIComponent(url.pathname).split("@").at(-1) ?? "";
  return URL.parse(`https://${host}`)?.host ?? host;
}

const EMOJI = /^(?:\p{Emoji_Presentation}|\p{Regional_Indicator}{2}|\p{Emoji}\uFE0F)/u;
const characters = new Intl.Segmenter();

/** Whether a message is one to three emoji and nothing else. */
export function isEmojiAlone(message: string): boolean {
  // The longest emoji have a dozen units.
  const text = message.replace(/\s+/g, "");
  if (text.length === 0 || text.length > 45) {
    return false;
  }
  const segments = [...characters.segment(text)];
  return segments.length <= 3 && segments.every(({ segment }) => EMOJI.test(segment));
}
