import "server-only";

/** A place in a history; without an id the whole millisecond is meant. */
export type Cursor = { timestamp: number; messageId?: string };

/** Reads `{timestamp}` or `{timestamp}.{message id}`, as `cursorSchema` lets it through. */
export function parseCursor(text: string): Cursor {
  const dot = text.indexOf(".");
  if (dot < 0) return { timestamp: Number(text) };
  return { timestamp: Number(text.slice(0, dot)), messageId: text.slice(dot + 1) };
}

export function formatCursor(message: { timestamp: number; id: string }): string {
  return `${message.timestamp}.${message.id}`;
}
