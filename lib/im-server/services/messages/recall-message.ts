import { recalledMessageData } from "@/lib/protocol/message-builders";
import type { MessageRow } from "../../store/interface";
import type { ImContext } from "../context";
import { type PatchTarget, patchMessage } from "./patch-message";

/**
 * Recalls a message: its data becomes a typed payload with `_lctype` -127, which is what clients
 * show as recalled.
 * @throws ImError 4404 no such message, 4403 another's message
 */
export function recallMessage(context: ImContext, target: PatchTarget): Promise<MessageRow> {
  return patchMessage(context, target, { data: recalledMessageData, binary: false, recall: true });
}
