import { RE2JS } from "re2js";
import type { RegexPattern } from "@/lib/protocol/regex-pattern";
import { StoreError } from "../../errors";

/** Programs beyond this size make every character dear. */
const maxProgramSize = 5000;
const cacheSize = 64;
const literalPattern = /^\^?(?:[^\\^$.*+?()[\]{}|]|\\[\\^$.*+?()[\]{}|/-])*$/;

type Test = (text: string) => boolean;
const compiled = new Map<string, Test>();

/**
 * Compiles a pattern for the linear-time engine and answers the key by which SQL names it.
 * @throws StoreError invalid-query
 */
export function prepareRegex(regex: RegexPattern): string {
  const key = JSON.stringify(regex);
  if (!compiled.has(key)) {
    if (compiled.size >= cacheSize) compiled.clear();
    compiled.set(key, compile(regex));
  }
  return key;
}

/** What most clients send is a plain text, maybe anchored at the start: no engine needed. */
function compileLiteral({ pattern, ignoreCase, multiline }: RegexPattern): Test | null {
  if (ignoreCase || multiline || !literalPattern.test(pattern)) return null;
  const anchored = pattern.startsWith("^");
  const literal = (anchored ? pattern.slice(1) : pattern).replace(/\\(.)/gu, "$1");
  return anchored ? (text) => text.startsWith(literal) : (text) => text.includes(literal);
}

function compile(regex: RegexPattern): Test {
  const literal = compileLiteral(regex);
  if (literal) return literal;
  const flags =
    (regex.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0) |
    (regex.multiline ? RE2JS.MULTILINE : 0) |
    (regex.dotAll ? RE2JS.DOTALL : 0);
  let program: RE2JS;
  try {
    program = RE2JS.compile(regex.pattern, flags);
  } catch {
    throw new StoreError("invalid-query", "The regular expression is not valid or not supported");
  }
  if (program.programSize() > maxProgramSize) {
    throw new StoreError("invalid-query", "The regular expression is too large");
  }
  return (text) => program.matcher(text).find();
}

/** Whether a prepared pattern is found anywhere in the text. */
export function testRegex(key: string, text: string): boolean {
  const test = compiled.get(key) ?? compile(JSON.parse(key));
  return test(text);
}
