import type { HistoryQueryOutput } from "@/lib/protocol/rest/history";
import { signedText } from "@/lib/protocol/signed-text";
import type { ImContext } from "../../services/context";
import { requireSignature } from "../../services/sessions/require-signature";
import type { Access } from "../auth";
import { requireMaster } from "../route";

type SignatureQuery = Pick<HistoryQueryOutput, "client_id" | "nonce" | "signature_ts" | "signature">;

/**
 * Lets a history be read with the master key, or with the app key and the app server's signature for
 * the viewer and this history (`appid:client_id:convid:nonce:signature_ts`).
 * @throws ImError 1 without a signature, 4302 for one that is wrong, expired or from before a kick
 */
export async function requireHistoryAccess(
  context: ImContext,
  access: Access,
  historyId: string | undefined,
  query: SignatureQuery,
): Promise<void> {
  if (access.isMaster) return;
  const { client_id: clientId, nonce, signature_ts: timestamp, signature } = query;
  const isSigned = historyId !== undefined && clientId !== undefined && signature !== undefined;
  if (!isSigned || nonce === undefined || timestamp === undefined) return requireMaster(access);
  const { appId } = context.keys;
  await requireSignature(context, {
    clientId,
    given: { signature, timestamp, nonce },
    texts: [
      signedText({ operation: "history", appId, clientId, conversationId: historyId, timestamp, nonce }),
    ],
    code: 4302,
  });
}
