import type { FastifyRequest } from "fastify";
import { restErrorCodes } from "@/lib/protocol/error-codes";
import type { ImContext } from "../../services/context";
import { ImError } from "../../services/errors";
import { requireSession } from "../../services/sessions/require-session";

/**
 * Checks that the request carries the session token of the client it speaks for.
 * @throws ImError 401 none given, 4112 not valid
 */
export async function requireSessionToken(
  context: ImContext,
  request: FastifyRequest,
  clientId: string,
): Promise<void> {
  const token = request.headers["x-lc-im-session-token"];
  if (typeof token !== "string") throw new ImError(restErrorCodes.unauthorized, "Unauthorized.");
  await requireSession(context, token, clientId);
}
