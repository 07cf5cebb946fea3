import { z } from "zod";
import { messageParams } from "@/lib/api/params";
import { requireCapability } from "@/lib/api/require-capability";
import { route } from "@/lib/api/route";
import { messageTarget } from "@/lib/api/targets";
import { presentPayload } from "@/lib/console/history/present-message";
import { changersOf } from "@/lib/console/messages/changers";
import { clientIdSchema, timestampSchema } from "@/lib/contracts/common";
import type { MessageVersions } from "@/lib/contracts/messages";
import { getVersions } from "@/lib/leancloud/parley";

const querySchema = z.object({ timestamp: timestampSchema, client: clientIdSchema.optional() });

/** Earlier texts of a message, oldest first; looking at them is audited. */
export const GET = route(
  { access: "conversation.read", params: messageParams, query: querySchema },
  async (call): Promise<MessageVersions> => {
    const { upstream, params, query, signal } = call;
    await requireCapability(call, "versions");
    const { conversationId, messageId: id } = params;
    const place = { conversationId, id, timestamp: query.timestamp, toClientId: query.client ?? null };
    const rows = await getVersions(
      upstream,
      { conversationId, messageId: id, timestamp: query.timestamp, clientId: query.client },
      signal,
    );
    await call.audit({
      action: "message.versions",
      result: "succeeded",
      target: messageTarget(call, query),
    });
    const by = await changersOf(
      call,
      rows.map((change) => ({ place, change })),
    );
    return {
      versions: rows.map(({ data, bin, at, cause }, index) => ({
        payload: presentPayload(data, bin),
        data,
        at,
        cause,
        by: by[index] ?? null,
      })),
    };
  },
);
