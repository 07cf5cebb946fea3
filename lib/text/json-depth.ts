/** How deep the brackets of a JSON text nest, those inside of strings aside. */
export function jsonDepth(json: string): number {
  let depth = 0;
  let deepest = 0;
  let isText = false;
  for (let at = 0; at < json.length; at += 1) {
    const mark = json[at];
    if (isText) {
      if (mark === "\\") at += 1;
      else if (mark === '"') isText = false;
    } else if (mark === '"') isText = true;
    else if (mark === "{" || mark === "[") {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (mark === "}" || mark === "]") depth -= 1;
  }
  return deepest;
}
