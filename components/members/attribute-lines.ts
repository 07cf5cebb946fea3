/** Clients write attributes of any length and number: this many are a list, and this much of one is a line. */
const maxLines = 100;
const maxText = 500;

type Lines = { lines: { key: string; text: string }[]; hidden: number };

/** Attributes as lines of a list, cut to what can be read there; `hidden` have none. */
export function attributeLines(values: Record<string, unknown>): Lines {
  const all = Object.entries(values);
  const lines = all.slice(0, maxLines).map(([key, value]) => ({ key, text: shorten(textOf(value)) }));
  return { lines, hidden: all.length - lines.length };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

function shorten(text: string): string {
  if (text.length <= maxText) return text;
  return `${text.slice(0, maxText).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
