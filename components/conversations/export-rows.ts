import type { Conversation } from "@/lib/contracts/conversations";

export type ExportFormat = "csv" | "ndjson";

export const csvHeader =
  "id,kind,name,creator,members,member_count,unique,created_at,updated_at,last_message_at,attributes";

/** One conversation as a line of the export, without its line end. */
export function exportLine(conversation: Conversation, format: ExportFormat): string {
  if (format === "ndjson") return JSON.stringify(conversation);
  return [
    conversation.id,
    conversation.kind,
    conversation.name ?? "",
    conversation.creator ?? "",
    conversation.members.join(";"),
    String(conversation.members.length),
    String(conversation.unique),
    iso(conversation.createdAt),
    iso(conversation.updatedAt),
    iso(conversation.lastMessageAt),
    JSON.stringify(conversation.attributes),
  ]
    .map(csvCell)
    .join(",");
}

/** Quoted where needed; what a spreadsheet would run as a formula is kept as text. */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const iso = (value: number | null) => (value === null ? "" : new Date(value).toISOString());
