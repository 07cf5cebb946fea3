/** Where a JSON text stops being valid. Line and column count from 1; both 0 when the whole is meant. */
export interface JsonError {
  kind: "syntax" | "notObject";
  line: number;
  column: number;
  /** What cannot stand there, as indexes of the text: empty at its end when it only ends too early. */
  from: number;
  to: number;
}

export type JsonResult = { ok: true; value: unknown } | { ok: false; error: JsonError };

/** Parses JSON and finds the place of the first mistake in any JavaScript engine. */
export function parseJson(text: string, options: { isObject?: boolean } = {}): JsonResult {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const from = findJsonMistake(text);
    const before = text.slice(0, from).split("\n");
    const line = before.length;
    const column = (before.at(-1)?.length ?? 0) + 1;
    return { ok: false, error: { kind: "syntax", line, column, from, to: endOfToken(text, from) } };
  }
  if (options.isObject && (typeof value !== "object" || value === null || Array.isArray(value))) {
    return { ok: false, error: { kind: "notObject", line: 0, column: 0, from: 0, to: text.length } };
  }
  return { ok: true, value };
}

type Expected = "value" | "valueOrEnd" | "key" | "keyOrEnd" | "colon" | "commaOrEnd" | "end";

const token = /\s*([{}[\],:]|"(?:[^"\\]|\\.)*"|[^\s{}[\],:"]+)/y;

function endOfToken(text: string, from: number): number {
  token.lastIndex = from;
  // A string that is not closed is no token: it runs to the end of its line.
  return from + (token.exec(text)?.[0].length ?? /^.*/.exec(text.slice(from))?.[0].length ?? 0);
}

/** Index of the first character that cannot belong to a JSON text (its length when it only ends too early). */
function findJsonMistake(text: string): number {
  const open: string[] = [];
  let expected: Expected = "value";
  let at = 0;
  for (;;) {
    token.lastIndex = at;
    const match = token.exec(text);
    const start = at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0);
    const next: Expected | null = match?.[1] === undefined ? null : step(match[1], expected, open);
    if (next === null) return start;
    expected = next;
    at = token.lastIndex;
  }
}

/** What may follow a token, or null when the token itself may not stand here. Keeps the open brackets. */
function step(found: string, expected: Expected, open: string[]): Expected | null {
  const takesValue = expected === "value" || expected === "valueOrEnd";
  switch (found) {
    case "{":
    case "[":
      if (!takesValue) return null;
      open.push(found);
      return found === "{" ? "keyOrEnd" : "valueOrEnd";
    case "}":
      return close("{", expected === "commaOrEnd" || expected === "keyOrEnd", open);
    case "]":
      return close("[", expected === "commaOrEnd" || expected === "valueOrEnd", open);
    case ":":
      return expected === "colon" ? "value" : null;
    case ",":
      if (expected !== "commaOrEnd") return null;
      return open.at(-1) === "{" ? "key" : "value";
    default:
      return scalar(found, expected, open);
  }
}

function scalar(found: string, expected: Expected, open: string[]): Expected | null {
  if (!isScalar(found)) return null;
  if (expected === "value" || expected === "valueOrEnd") return open.length > 0 ? "commaOrEnd" : "end";
  const takesKey = expected === "key" || expected === "keyOrEnd";
  return takesKey && found.startsWith('"') ? "colon" : null;
}

function close(bracket: "{" | "[", mayEnd: boolean, open: string[]): Expected | null {
  if (!mayEnd || open.at(-1) !== bracket) return null;
  open.pop();
  return open.length > 0 ? "commaOrEnd" : "end";
}

function isScalar(found: string): boolean {
  try {
    JSON.parse(found);
    return true;
  } catch {
    return false;
  }
}
