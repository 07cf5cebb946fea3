import { z } from "zod";
import { clientIdSchema } from "../client-id";
import { conversationWireSchema } from "../conversation-row";
import { limits } from "../limits";
import { queryIntegerSchema } from "./common";

/**
 * Reply of POST conversations: the whole row [documented]. Chat rooms and service conversations
 * answer only `{objectId, createdAt}`, which this parses as well.
 */
export const createConversationReplySchema = conversationWireSchema;

/** 1.2: GET {conversations,…,all-conversations}; `where` is JSON text. `order`, `keys`, `count` as in storage. */
export const conversationsQuerySchema = z.object({
  where: z.string().optional(),
  skip: queryIntegerSchema.optional(),
  /** 0 to 1000; anything else means 100, as in storage. */
  limit: z.union([z.number(), z.string()]).optional(),
  order: z.string().max(1000).optional(),
  keys: z.string().max(4000).optional(),
  count: z.union([z.string(), z.number()]).optional(),
});

/** Reply of conversation queries, 1.1 and 1.2 alike; `count` only where it was asked for. */
export const conversationsReplySchema = z.looseObject({
  results: z.array(conversationWireSchema),
  count: z.number().optional(),
});

/** 1.2: POST|DELETE …/:id/{members,mutes,permanent-silenceds,blacklists}. */
export const clientIdsBodySchema = z.object({
  client_ids: z.array(clientIdSchema).min(1).max(limits.clientListLarge),
});

/** 1.2: GET …/:id/{permanent-silenceds,blacklists}, GET clients/:c/blacklists. */
export const clientListQuerySchema = z.object({
  limit: queryIntegerSchema.optional(),
  next: z.string().max(512).optional(),
});
export const clientListReplySchema = z.looseObject({
  client_ids: z.array(z.string()),
  next: z.string().nullish(),
});

/** 1.2: POST …/:id/temporary-silenceds; `ttl` in seconds, at most a day. */
export const temporarySilenceBodySchema = z.object({
  client_id: clientIdSchema,
  ttl: z
    .number()
    .int()
    .positive()
    .max(limits.silenceTtl / 1000),
});
export const clientIdQuerySchema = z.object({ client_id: clientIdSchema });

export const memberRoleSchema = z.enum(["Owner", "Manager", "Member"]);
/** 1.2: POST …/:id/member-infos. */
export const memberInfoBodySchema = z.object({ clientId: clientIdSchema, role: memberRoleSchema });
/** 1.2: PUT …/:id/member-infos/:infoId. */
export const memberInfoUpdateBodySchema = z.object({
  clientId: clientIdSchema.nullish(),
  role: memberRoleSchema.nullish(),
});
/** 1.2: GET …/:id/member-infos. */
export const memberInfosQuerySchema = z.object({
  skip: queryIntegerSchema.optional(),
  limit: queryIntegerSchema.optional(),
  role: memberRoleSchema.optional(),
});
/** Only roles that were set are listed; a member without an entry has the role Member. */
export const memberInfosReplySchema = z.looseObject({
  results: z.array(z.looseObject({ clientId: z.string(), objectId: z.string(), role: z.string() })),
});

/** Reply of chatrooms/:id/members/online-count. */
export const onlineCountReplySchema = z.looseObject({ result: z.number() });
