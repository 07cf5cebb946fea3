import "server-only";
import { z } from "zod";
import { clientIdSchema, objectIdSchema } from "@/lib/contracts/common";

/** What may stand in the paths of the API. */
export const appParams = z.object({ appId: z.string().min(1).max(64) });
export const conversationParams = appParams.extend({ conversationId: objectIdSchema });
export const messageParams = conversationParams.extend({ messageId: z.string().min(1).max(128) });
export const broadcastParams = appParams.extend({ messageId: z.string().min(1).max(128) });
export const clientParams = appParams.extend({ clientId: clientIdSchema });
