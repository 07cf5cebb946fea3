import type { MessageRow } from "../../store/interface";
import type { ImContext } from "../context";
import { checkMessage } from "./check-message";
import { type PatchTarget, patchMessage } from "./patch-message";

export type EditInput = PatchTarget & {
  data: string;
  binary?: boolean;
  mentionAll?: boolean;
  mentionClientIds?: string[];
};

/**
 * Gives a message another text.
 * @throws ImError 4404, 4403, 4405 (see patchMessage), 4109 too large
 */
export function editMessage(context: ImContext, input: EditInput): Promise<MessageRow> {
  checkMessage(input);
  return patchMessage(context, input, {
    data: input.data,
    binary: input.binary ?? false,
    recall: false,
    mentionAll: input.mentionAll,
    mentionClientIds: input.mentionClientIds,
  });
}
