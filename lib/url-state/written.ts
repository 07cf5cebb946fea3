/**
 * What this tab wrote into its address but the router has not told yet. The router tells in a transition; a control
 * must show its new value at once, and must not jump back when an older of several quick changes is told.
 */
export function createWritten() {
  let base: string | null = null;
  let written: readonly string[] = [];
  const listeners = new Set<() => void>();
  const emit = () => {
    for (const listener of listeners) listener();
  };
  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** For useSyncExternalStore: the same array until something changes. */
    list: () => written,
    /** `told`: what the router says at the time of writing. */
    write: (told: string, next: string) => {
      if (written.length === 0) base = told;
      written = [...written, next];
      emit();
    },
    /** The router told this address: ours up to it are done, anything else makes ours void. */
    told: (address: string) => {
      if (written.length === 0) return;
      const at = written.indexOf(address);
      if (at >= 0) written = written.slice(at + 1);
      else if (address !== base) written = [];
      else return;
      base = address;
      emit();
    },
    /** The address to show while the router says `told`. */
    current: (told: string, list: readonly string[]) =>
      list.length > 0 && (told === base || list.includes(told)) ? (list.at(-1) ?? told) : told,
  };
}
