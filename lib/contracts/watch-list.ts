import { z } from "zod";
import { clientIdSchema } from "./common";

/** How many clients one operator can watch in one app. */
export const watchLimit = 200;
const noteSchema = z.string().trim().max(200);

/** A client that an operator keeps an eye on; the note is theirs alone. */
export type WatchedClient = { clientId: string; note: string; addedAt: number };

/** `GET /api/apps/{id}/watch-list`, by id; every change of it answers it anew. */
export type WatchList = { clients: WatchedClient[]; limit: number };

/** `POST /api/apps/{id}/watch-list`: those on it already stay as they are. */
export const addWatchedSchema = z.object({
  clients: z
    .array(z.object({ clientId: clientIdSchema, note: noteSchema.default("") }))
    .min(1)
    .max(watchLimit),
});
export type AddWatched = z.input<typeof addWatchedSchema>;

/** `PATCH /api/apps/{id}/watch-list/{client}`; `DELETE` takes it off. */
export const editWatchedSchema = z.object({ note: noteSchema });

/** `GET /api/apps/{id}/watch-list/presence` */
export type WatchPresence = {
  online: string[];
  /** When the others were last online, where the server knows. */
  seenAt: Record<string, number>;
  /** When the server was asked, ms of the console's clock; null where it tells by itself whenever somebody comes or goes. */
  asOf: number | null;
};
