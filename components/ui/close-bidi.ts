const controls = /[\u202A-\u202E\u2066-\u2069]/;
const endOfIsolate = "\u2069";
const endOfEmbedding = "\u202C";

/**
 * A text whose directional controls all end within it. One that is left open would take the end of the element for its
 * own, and turn around what stands behind it.
 */
export function closeBidi(text: string): string {
  if (!controls.test(text)) return text;
  const open: string[] = [];
  let closed = "";
  for (const char of text) {
    if (/[\u202A\u202B\u202D\u202E]/.test(char)) open.push(endOfEmbedding);
    else if (/[\u2066-\u2068]/.test(char)) open.push(endOfIsolate);
    else if (char === endOfEmbedding) {
      if (open.at(-1) === endOfEmbedding) open.pop();
    } else if (char === endOfIsolate) {
      const at = open.lastIndexOf(endOfIsolate);
      // One too many would end the element's own isolation.
      if (at < 0) continue;
      open.length = at;
    }
    closed += char;
  }
  return closed + open.reverse().join("");
}
