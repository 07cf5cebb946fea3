import "server-only";
import { isMessageWithinLimit } from "@/lib/protocol/message-bytes";
import { ApiFailure } from "./api-failure";

/** For `authorise`: throws `too_large` for what no server takes, before it is recorded anywhere. */
export function requireMessageSize(message: { data: string; pushData?: unknown }): void {
  if (isMessageWithinLimit(message)) return;
  throw new ApiFailure("too_large", "A message may have at most 5,120 bytes, push data included.");
}
