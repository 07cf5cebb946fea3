import type { HistoryRow } from "./rows";

const line = 20;
const charsPerLine = 90;
const maxLines = 13;

/** A guess at a row's height before it is drawn; the closer, the steadier the scroll bar. */
export function estimateSize(row: HistoryRow | undefined): number {
  if (!row) return line;
  const frame = 4 + (row.isGroupStart ? 28 : 0) + (row.isDayStart ? 36 : 0);
  if (row.type === "pending") return frame + 2 * line;
  const { payload, patchTimestamp } = row.message;
  const note = patchTimestamp === null ? 0 : 16;
  const text = "text" in payload ? (payload.text ?? "") : "";
  const lines = Math.min(maxLines, text.split("\n").length - 1 + Math.ceil(text.length / charsPerLine));
  switch (payload.kind) {
    case "text":
    case "plain":
      return frame + note + Math.max(1, lines) * line;
    case "recalled":
    case "binary":
      return frame + note + line;
    case "custom":
      return frame + note + 48 + lines * line;
    default:
      return frame + note + 46 + lines * line;
  }
}
