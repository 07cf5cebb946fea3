import { z } from "zod";
import { clientIdSchema } from "../client-id";

const maxClients = 200;

/** POST /parley/1/clients/presence. */
export const presenceBodySchema = z.object({ client_ids: z.array(clientIdSchema).max(maxClients) });
/** Each client once, in the order asked; `last_seen` is null while it is online, or when it is not known. */
export const presenceReplySchema = z.looseObject({
  results: z.array(
    z.looseObject({ client_id: z.string(), online: z.boolean(), last_seen: z.number().nullable() }),
  ),
});
