import { parseFieldOps } from "@/lib/protocol/field-ops";
import { createConversation } from "../../services/conversations/create-conversation";
import { deleteConversation } from "../../services/conversations/delete-conversation";
import { findConversations } from "../../services/conversations/find-conversations";
import { getConversation } from "../../services/conversations/get-conversation";
import { scanConversations } from "../../services/conversations/scan-conversations";
import { updateConversation } from "../../services/conversations/update-conversation";
import { badRequest } from "../../services/errors";
import { parseNewConversation } from "../parse-conversation";
import { presentConversation } from "../present/conversation";
import type { ClassHandler, StoredObject } from "./class-handler";

/** The storage class `_Conversation`. */
export const conversationClass: ClassHandler = {
  async create(context, body) {
    const { row } = await createConversation(context, parseNewConversation(body));
    return present(row);
  },

  async get(context, objectId) {
    const row = await getConversation(context, objectId);
    return row === null ? null : present(row);
  },

  async find(context, query) {
    const { rows, count } = await findConversations(context, query);
    return { objects: rows.map(present), count };
  },

  async scan(context, scan) {
    const { rows, next } = await scanConversations(context, scan);
    return { objects: rows.map(present), next };
  },

  async update(context, objectId, body, condition) {
    const ops = parseFieldOps(body);
    if ((await getConversation(context, objectId)) === null) {
      throw badRequest(`Could not find object by id '${objectId}' for class '_Conversation'.`);
    }
    const { row, changed } = await updateConversation(context, objectId, ops, condition);
    return { object: present(row), changed };
  },

  async delete(context, objectId) {
    await deleteConversation(context, objectId);
  },
};

function present(row: Parameters<typeof presentConversation>[0]): StoredObject {
  return {
    objectId: row.objectId,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    acl: row.acl,
    wire: presentConversation(row, { withAcl: true }),
  };
}
