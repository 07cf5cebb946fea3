import type { ImContext } from "../services/context";
import type { Access } from "./auth";

/** Asks at once for who holds the master key; anybody else waits among all the others. */
export function inCrowd<T>(
  { crowd }: Pick<ImContext, "crowd">,
  { isMaster }: Pick<Access, "isMaster">,
  question: () => Promise<T>,
): Promise<T> {
  return isMaster ? question() : crowd(question);
}
