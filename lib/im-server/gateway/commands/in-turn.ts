import { nextTurn } from "../push/next-turn";
import type { Link } from "../session";

/** The last one of each connection. */
const turns = new WeakMap<Link, Promise<unknown>>();

/**
 * One dear question of a connection at a time, when it has taken the answer to the one before: there is much to look
 * at, and answers may be large.
 */
export function inTurn<T>(link: Link, question: () => Promise<T>): Promise<T> {
  const before = turns.get(link);
  const mine = before === undefined ? question() : before.then(() => link.drained()).then(question);
  // The answer is written as soon as it is there, and counts as untaken from then on.
  turns.set(link, mine.then(nextTurn, nextTurn));
  return mine;
}
