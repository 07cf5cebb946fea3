import type { WriteContext } from "./context";

/** What a marker says: numbers of the column `mark`. */
export const marks = { received: 1, read: 2 } as const;

type Values = Record<string, number>;

/** Notes when a client's markers move: the markers themselves say only how far. */
export function markMoves({ db }: WriteContext) {
  // A message's own timestamp, whatever the client names: there are no more rows than messages.
  const place = db
    .prepare<[Values], number | null>(
      `SELECT max((SELECT timestamp FROM messages WHERE box = b.id AND timestamp <= @upTo
         ORDER BY timestamp DESC LIMIT 1))
       FROM boxes AS b WHERE b.conversation = @conversation AND b.client IN (0, @client)`,
    )
    .pluck();
  const insert = db.prepare(
    `INSERT OR IGNORE INTO mark_moves (conversation, client, mark, up_to, at)
     VALUES (@conversation, @client, @mark, @upTo, @at)`,
  );
  return {
    add(mark: keyof typeof marks, move: { conversation: number; client: number; upTo: number }): void {
      const upTo = place.get(move) ?? null;
      if (upTo !== null) insert.run({ ...move, mark: marks[mark], upTo, at: Date.now() });
    },
  };
}
