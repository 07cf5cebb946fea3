import { restErrorCodes } from "@/lib/protocol/error-codes";
import { ImError } from "../../services/errors";
import { plainClasses } from "../../services/objects/plain-classes";
import type { ClassHandler } from "./class-handler";
import { conversationClass } from "./conversation-class";
import { plainClass } from "./plain-class";

const handlers: ReadonlyMap<string, ClassHandler> = new Map([
  ["_Conversation", conversationClass],
  ...[...plainClasses].map((name) => [name, plainClass(name)] as const),
]);

/** What a storage class can do. @throws ImError 101 for a class that does not exist */
export function handlerOf(className: string): ClassHandler {
  const handler = handlers.get(className);
  if (handler) return handler;
  throw new ImError(restErrorCodes.objectNotFound, "Class or object doesn't exists.");
}

/** Whether objects of this class can be read. */
export function isStorageClass(className: string): boolean {
  return handlers.has(className);
}
