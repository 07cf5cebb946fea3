import compile from "icu-minify/compile";
import type { Messages } from "./load-messages";

type Compiled = ReturnType<typeof compile>;
export type CompiledMessages = { [key: string]: Compiled | CompiledMessages };

// Parsing all of them takes longer than rendering a page, and they rarely change.
const known = new Map<string, Compiled>();

function compileOnce(message: string): Compiled {
  const found = known.get(message);
  if (found !== undefined) return found;
  // Its objects have no prototype, which React does not hand to client components: a clone has the plain one.
  const compiled = structuredClone(compile(message));
  known.set(message, compiled);
  return compiled;
}

/**
 * Parses ICU messages ahead of their use; what comes out is formatted without a parser.
 * Throws with the message's key when one is not valid.
 */
export function compileMessages(messages: Messages, prefix = ""): CompiledMessages {
  return Object.fromEntries(
    Object.entries(messages).map(([key, value]) => {
      const path = prefix ? `${prefix}.${key}` : key;
      if (typeof value !== "string") return [key, compileMessages(value, path)];
      try {
        return [key, compileOnce(value)];
      } catch (error) {
        throw new Error(
          `The message ${path} is not valid ICU: ${error instanceof Error ? error.message : ""}`,
        );
      }
    }),
  );
}
