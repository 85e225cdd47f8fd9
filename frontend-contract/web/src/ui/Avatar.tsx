import "./avatar.css";

const COLOURS = 8;

/** A person's initials on a colour that is always theirs. */
export function Avatar({
  name,
  of,
  size = "normal",
}: {
  name: string;
  of: string;
  size?: "small" | "normal" | "large";
}) {
  return (
    <span className={`avatar avatar--${size} avatar--${colourOf(of)}`} aria-hidden="true">
      {initials(name)}
    </span>
  );
}

export function initials(name: string): string {
  const words = name.split(/[\s,]+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0]!, words.at(-1)!] : words;
  return letters.map((word) => [...word][0]!.toUpperCase()).join("") || "?";
}

function colourOf(text: string): number {
  let hash = 0;
  for (const char of text.toLowerCase()) {
    hash = (hash * 31 + char.codePointAt(0)!) % 65_521;
  }
  return hash % COLOURS;
}
