/** A regular expression for a linear-time engine (RE2 syntax). */
export type RegexPattern = { pattern: string; ignoreCase: boolean; multiline: boolean; dotAll: boolean };

/** Longest pattern accepted, before and after quoting is written out. */
export const maxPatternLength = 2000;

/** Writes a literal so that a regular expression engine matches exactly it. */
export function escapeRegex(literal: string): string {
  return literal.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

/** Removes what option `x` ignores: white space and comments outside classes and escapes. */
function dropExtendedSpace(pattern: string): string {
  let inClass = false;
  let result = "";
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern.charAt(i);
    if (char === "\\") {
      result += char + pattern.charAt(i + 1);
      i++;
    } else if (!inClass && char === "#") {
      const end = pattern.indexOf("\n", i);
      i = end === -1 ? pattern.length : end;
    } else if (inClass || !/\s/.test(char)) {
      if (char === "[") inClass = true;
      if (char === "]") inClass = false;
      result += char;
    }
  }
  return result;
}

/** Splits `\Q…\E` quoting from the rest; an open `\Q` reaches to the end. */
function splitQuoted(pattern: string): { text: string; quoted: boolean }[] {
  const parts: { text: string; quoted: boolean }[] = [];
  let rest = "";
  let i = 0;
  while (i < pattern.length) {
    if (pattern.startsWith("\\Q", i)) {
      const end = pattern.indexOf("\\E", i + 2);
      const stop = end === -1 ? pattern.length : end;
      parts.push({ text: rest, quoted: false }, { text: pattern.slice(i + 2, stop), quoted: true });
      rest = "";
      i = stop + 2;
    } else {
      const width = pattern.charAt(i) === "\\" ? 2 : 1;
      rest += pattern.slice(i, i + width);
      i += width;
    }
  }
  parts.push({ text: rest, quoted: false });
  return parts;
}

/**
 * Translates LeanCloud's `$regex` and `$options`. Official clients quote literals with
 * `\Q…\E` (and `\E\\E\Q` inside); those become plain escapes.
 * @returns null when an option is unknown or the pattern is too long.
 */
export function translateRegex(source: string, options: string): RegexPattern | null {
  if (source.length > maxPatternLength || !/^[imxs]*$/.test(options)) return null;
  const extended = options.includes("x");
  const pattern = splitQuoted(source)
    .map(({ text, quoted }) => {
      if (quoted) return escapeRegex(text);
      return extended ? dropExtendedSpace(text) : text;
    })
    .join("");
  if (pattern.length > maxPatternLength) return null;
  return {
    pattern,
    ignoreCase: options.includes("i"),
    multiline: options.includes("m"),
    dotAll: options.includes("s"),
  };
}
