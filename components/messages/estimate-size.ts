import type { HistoryRow } from "./rows";

const line = 20;
/** The row's menu button, which a single line is not higher than. */
const buttonHeight = 24;
const charsPerLine = 90;
const maxLines = 13;

/** A guess at a row's height before it is drawn; the closer, the steadier the scroll bar. */
export function estimateSize(row: HistoryRow | undefined): number {
  if (!row) return line;
  const frame = (row.isGroupStart ? 32 : 4) + (row.isDayStart ? 36 : 0);
  if (row.type === "pending") return frame + 2 * line;
  const { payload, patchTimestamp } = row.message;
  const note = patchTimestamp === null ? 0 : 16;
  const text = "text" in payload ? (payload.text ?? "") : "";
  const lines = Math.min(maxLines, text.split("\n").length - 1 + Math.ceil(text.length / charsPerLine));
  switch (payload.kind) {
    case "text":
    case "plain":
      return frame + Math.max(row.isGroupStart ? line : buttonHeight, lines * line + note);
    case "recalled":
      return frame + buttonHeight;
    case "binary":
      return frame + Math.max(buttonHeight, line + note);
    case "custom":
      return frame + note + 48 + lines * line;
    default:
      return frame + note + 46 + lines * line;
  }
}
