import { restErrorCodes } from "@/lib/protocol/error-codes";
import { isJsonObject } from "@/lib/protocol/json-value";
import type { Where } from "@/lib/protocol/where";
import type { ImContext } from "../../services/context";
import { ImError } from "../../services/errors";
import type { ConversationQuery } from "../../store/interface";
import type { Access } from "../auth";
import { inCrowd } from "../in-crowd";
import type { ClassHandler } from "./class-handler";

/**
 * Whether an object may be read or written: the master key may always, anyone else only what the
 * object's ACL opens to the public. Without an ACL that is nothing (the class's default).
 */
export function mayAccess(access: Access, acl: unknown, right: "read" | "write"): boolean {
  if (access.isMaster) return true;
  const everyone = entry(acl, "*");
  return entry(everyone, right) === true;
}

function entry(value: unknown, key: string): unknown {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** @throws ImError 403 unless the master key was used: creating is not open to anyone else. */
export function requireCreate(access: Access, className: string): void {
  if (access.isMaster) return;
  throw new ImError(restErrorCodes.forbidden, `Forbidden to create by class '${className}' permissions.`);
}

/** @throws ImError 403 when the object's ACL does not let the caller write */
export function requireWrite(access: Access, acl: unknown): void {
  if (mayAccess(access, acl, "write")) return;
  throw new ImError(restErrorCodes.forbidden, "Forbidden writing by object's ACL.");
}

/** Finds what the caller may read. Whoever has no master key asks among all the others. */
export function findReadable(
  context: ImContext,
  access: Access,
  handler: ClassHandler,
  query: ConversationQuery,
): ReturnType<ClassHandler["find"]> {
  return inCrowd(context, access, () =>
    handler.find(context, { ...query, where: readable(access, query.where) }),
  );
}

/** A query that sees only what the caller may read. */
function readable(access: Access, where: Where): Where {
  if (access.isMaster) return where;
  return { op: "and", items: [where, { op: "eq", path: ["ACL", "*", "read"], value: true }] };
}
