import { z } from "zod";
import { clientIdSchema, uniqueClientIds } from "@/lib/protocol/client-id";
import { imErrorName } from "@/lib/protocol/error-codes";
import { ImError } from "../../../services/errors";
import type { MemberFailure } from "../../../store/interface";
import { requireSignature } from "../../signature";
import type { Wire } from "../../wire/codec";
import type { ConvInput } from "./input";

/** The clients a command names. @throws ZodError for what is no client id; ImError 1 for nobody */
export function clientsOf({ message }: ConvInput): string[] {
  const clients = uniqueClientIds(z.array(clientIdSchema).parse(message.m ?? []));
  if (clients.length === 0) throw new ImError(1, "m must name at least one client.");
  return clients;
}

/** @throws ImError 4302 when conversations are signed and this is not signed rightly */
export async function requireMemberSignature(
  { gateway, session, message }: ConvInput,
  members: string[],
  action: "invite" | "kick",
): Promise<void> {
  if (!gateway.context.settings.current.signatures.conversations) return;
  await requireSignature(gateway, {
    clientId: session.clientId,
    fields: message,
    code: 4302,
    signed: [{ operation: action, conversationId: message.cid, members }],
  });
}

const failureCodes = { "conversation-full": 4304, blocked: 4548 } as const;

/** Who could not be added, one entry a reason. */
export function presentFailures(failed: readonly MemberFailure[]): Wire<"ErrorCommand">[] {
  const reasons = ["conversation-full", "blocked"] as const;
  return reasons.flatMap((reason) => {
    const pids = failed.filter((failure) => failure.reason === reason).map(({ clientId }) => clientId);
    return pids.length === 0 ? [] : [failureFor(failureCodes[reason], pids)];
  });
}

/** One entry of `failedPids`. */
export function failureFor(code: 4304 | 4548 | 4324 | 4320, pids: string[]): Wire<"ErrorCommand"> {
  return { code, reason: imErrorName(code) ?? "", pids };
}
