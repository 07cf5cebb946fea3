/** Resolves on a later turn of the event loop: what was written before is on its way by then. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
