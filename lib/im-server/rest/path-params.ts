import { z } from "zod";
import { clientIdSchema, idSchema } from "@/lib/protocol/client-id";

/** The parts that paths have, under the names that routes give them. */
export const conversationParams = z.object({ id: idSchema });
export const messageParams = z.object({ id: idSchema, messageId: idSchema });
export const infoParams = z.object({ id: idSchema, infoId: idSchema });
export const clientParams = z.object({ client: clientIdSchema });
export const subscriberParams = z.object({ id: idSchema, client: clientIdSchema });
export const subscriberMessageParams = z.object({
  id: idSchema,
  client: clientIdSchema,
  messageId: idSchema,
});
