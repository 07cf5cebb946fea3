export type TextPart =
  | { type: "text"; text: string }
  | {
      type: "link";
      text: string;
      href: string;
      /** Where it really leads, in plain ASCII. */
      host: string;
      /** Where `host` stands in `text`; -1 when it is written otherwise (international names, user names before @). */
      hostAt: number;
    };

const pattern = /https?:\/\/[^\s<>"'`，。；！？、（）「」《》【】]+/giu;

/** Splits a text into words and web links. Only http and https become links; trailing punctuation stays outside. */
export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    const typed = trimTail(match[0]);
    const url = toUrl(typed);
    if (!url) continue;
    if (match.index > from) parts.push({ type: "text", text: text.slice(from, match.index) });
    from = match.index + typed.length;
    const plain = typed.toLowerCase();
    const start = plain.indexOf("//") + 2;
    const isPlain = plain.startsWith(url.host, start);
    parts.push({ type: "link", text: typed, href: url.href, host: url.host, hostAt: isPlain ? start : -1 });
  }
  if (from < text.length) parts.push({ type: "text", text: text.slice(from) });
  return parts;
}

function trimTail(text: string): string {
  let end = text.length;
  while (end > 0 && /[.,;:!?*_~'"]/.test(text.charAt(end - 1))) end -= 1;
  const open = text.slice(0, end);
  const isUnbalanced = (left: string, right: string) =>
    open.endsWith(right) && open.split(left).length < open.split(right).length;
  return isUnbalanced("(", ")") || isUnbalanced("[", "]") ? trimTail(open.slice(0, -1)) : open;
}

function toUrl(text: string): URL | null {
  try {
    const url = new URL(text);
    return url.hostname === "" ? null : url;
  } catch {
    return null;
  }
}
