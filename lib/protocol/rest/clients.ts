import { z } from "zod";
import { clientIdSchema, idSchema } from "../client-id";
import { isWellFormed } from "../json-value";
import { limits } from "../limits";

/** 1.2: POST /rtm/clients/check-online. */
export const checkOnlineBodySchema = z.object({ client_ids: z.array(clientIdSchema).max(limits.recipients) });
/** 1.1: POST /rtm/online. */
export const online11BodySchema = z.object({ peers: z.array(clientIdSchema).max(limits.recipients) });
/** Which of the asked clients are online. */
export const onlineReplySchema = z.looseObject({ results: z.array(z.string()) });

const reason = z
  .string()
  .refine(
    (text) => [...text].length <= limits.kickReason,
    `A reason has at most ${limits.kickReason} characters.`,
  )
  .refine(isWellFormed, "A reason must be well-formed Unicode.")
  .nullish()
  .transform((value) => value ?? "");

/** 1.2: POST /rtm/clients/:c/kick. */
export const kickBodySchema = z.object({ reason });
/** 1.1: POST /rtm/client/kick. */
export const kick11BodySchema = z.object({ client_id: clientIdSchema, reason });

/** 1.2: GET /rtm/clients/:c/unread-count (app key). */
export const unreadQuerySchema = z.object({ conv_id: idSchema.optional() });

/** 1.2: POST|DELETE /rtm/clients/:c/blacklists. */
export const clientBlacklistBodySchema = z.object({ conv_id: idSchema });
export const clientBlacklistReplySchema = z.looseObject({
  conv_ids: z.array(z.string()),
  next: z.string().nullish(),
});

/** 1.1: POST /rtm/conversation/blacklist: a temporary silence. */
export const blacklist11BodySchema = z.object({
  client_id: clientIdSchema,
  conv_id: idSchema,
  ttl: z
    .number()
    .int()
    .positive()
    .max(limits.silenceTtl / 1000),
});

/** GET /1.2/rtm/stats. */
export const statsReplySchema = z.looseObject({
  result: z.looseObject({ online_user_count: z.number(), user_count_today: z.number() }),
});
