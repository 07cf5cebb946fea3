import type { MessageKey } from "../../store/interface";
import type { MessageVersion } from "../../store/version-interface";
import type { ImContext } from "../context";
import { findCopy } from "./find-copy";

/** The earlier texts of a message, oldest first; also of one that was deleted. */
export async function getVersions(context: ImContext, key: MessageKey): Promise<MessageVersion[]> {
  const found = await findCopy(context, key.box, key.messageId, key.timestamp);
  return context.store.getVersions({ ...key, timestamp: found?.timestamp ?? key.timestamp });
}
