import { z } from "zod";

/** GET /parley/1/conversations/:id/temporary-silenceds: silences that end by themselves; `next` continues. */
export const timedSilencesReplySchema = z.looseObject({
  results: z.array(z.looseObject({ client_id: z.string(), until: z.number() })),
  next: z.string().nullable(),
});
export type TimedSilencesReply = z.infer<typeof timedSilencesReplySchema>;

/** GET /parley/1/clients/:id/restrictions: where a client is silenced or blocked; `until` is null for good. */
export const restrictionsReplySchema = z.looseObject({
  results: z.array(
    z.looseObject({
      conv_id: z.string(),
      kind: z.enum(["silence", "block"]),
      until: z.number().nullable(),
    }),
  ),
  next: z.string().nullable(),
});
export type RestrictionsReply = z.infer<typeof restrictionsReplySchema>;
