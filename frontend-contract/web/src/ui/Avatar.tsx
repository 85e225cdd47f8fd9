import { Icon } from "./Icon";
import "./avatar.css";

const COLOURS = 8;

/** A person's initials on a colour of their own. Of several people: that they are several. */
export function Avatar({
  name,
  of,
  size = "normal",
  isGroup = false,
}: {
  name: string;
  of: string;
  size?: "small" | "normal" | "large";
  isGroup?: boolean;
}) {
  return (
    <span className={`avatar avatar--${size} avatar--${colourOf(of)}`} aria-hidden="true">
      {isGroup ? <Icon name="people" /> : initials(name)}
    </span>
  );
}

export function initials(name: string): string {
  const words = name.split(/[\s,]+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0]!, words.at(-1)!] : words;
  return letters.map((word) => [...word][0]!.toUpperCase()).join("") || "?";
}

const given = new Map<string, number>();

/** The same for one person as long as the pages are open, and another for the next one as long as there are others. */
export function colourOf(text: string): number {
  const key = text.toLowerCase();
  const known = given.get(key);
  if (known !== undefined) {
    return known;
  }
  let hash = 0;
  for (const char of key) {
    hash = (hash * 31 + char.codePointAt(0)!) % 65_521;
  }
  const taken = new Set(given.values());
  const wanted = Array.from({ length: COLOURS }, (_, i) => (hash + i) % COLOURS);
  const colour = wanted.find((candidate) => !taken.has(candidate)) ?? hash % COLOURS;
  given.set(key, colour);
  return colour;
}
