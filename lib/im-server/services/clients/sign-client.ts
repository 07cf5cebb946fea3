import { createHmac, randomBytes } from "node:crypto";
import { clientIdSchema } from "@/lib/protocol/client-id";
import { restErrorCodes } from "@/lib/protocol/error-codes";
import { signedText } from "@/lib/protocol/signed-text";
import type { ImContext } from "../context";
import { ImError } from "../errors";
import { callHook, HookError } from "../hooks/call-hook";

export type ClientSignature = { signature: string; timestamp: number; nonce: string; client_id: string };

/**
 * Signs a login for the user of a session token. Users live with the app: its hook `_rtmClientSign`
 * says whose token it is by answering `client_id`, or refuses with `code` and `error`.
 * @throws ImError 211 no hook, no answer, or no such user
 */
export async function signClient(context: ImContext, sessionToken: string): Promise<ClientSignature> {
  const answer = await ask(context, sessionToken);
  const clientId = clientIdSchema.safeParse(answer?.client_id);
  if (!clientId.success) throw new ImError(restErrorCodes.userNotFound, "Could not find user.");
  const { appId, masterKey } = context.keys;
  const timestamp = context.now();
  const nonce = randomBytes(8).toString("hex");
  const text = signedText({ operation: "login", appId, clientId: clientId.data, timestamp, nonce });
  const signature = createHmac("sha1", masterKey).update(text).digest("hex");
  return { signature, timestamp, nonce, client_id: clientId.data };
}

async function ask(context: ImContext, sessionToken: string) {
  try {
    return await callHook(context, "_rtmClientSign", { session_token: sessionToken });
  } catch (error) {
    if (error instanceof HookError) return null;
    throw error;
  }
}
