import { markTerms } from "./mark-terms";

/** Text with the given terms marked. */
export function MarkedText({ text, terms }: { text: string; terms: readonly string[] }) {
  return markTerms(text, terms).map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never change place.
    part.isHit ? <mark key={index}>{part.text}</mark> : <span key={index}>{part.text}</span>,
  );
}
