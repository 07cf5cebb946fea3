export interface Shortcut {
  keys: string;
  label: string;
  run: (event: KeyboardEvent) => unknown;
  /** Works, but is not listed under `?`. */
  isHidden?: boolean;
}

interface Group {
  scope: string;
  shortcuts: readonly Shortcut[];
}

const groups = new Map<string, Group>();
let pending: { key: string; at: number } | null = null;
const sequenceMs = 1_200;

/** Adds a component's keys; the first registration starts the one listener, the last removal stops it. */
export function registerShortcuts(id: string, scope: string, shortcuts: readonly Shortcut[]): () => void {
  if (groups.size === 0) document.addEventListener("keydown", handleKey);
  groups.set(id, { scope, shortcuts });
  return () => {
    groups.delete(id);
    if (groups.size === 0) document.removeEventListener("keydown", handleKey);
  };
}

/** All listed keys by heading, in the order of registration. */
export function listShortcuts(): { scope: string; shortcuts: Shortcut[] }[] {
  const byScope = new Map<string, Shortcut[]>();
  for (const { scope, shortcuts } of groups.values()) {
    const shown = shortcuts.filter((shortcut) => !shortcut.isHidden);
    byScope.set(scope, [...(byScope.get(scope) ?? []), ...shown]);
  }
  return [...byScope]
    .map(([scope, shortcuts]) => ({ scope, shortcuts }))
    .filter((group) => group.shortcuts.length > 0);
}

/** The event as the notation of `Shortcut.keys`, without a leading sequence key. */
export function chordOf(
  event: Pick<KeyboardEvent, "key" | "metaKey" | "ctrlKey" | "altKey" | "shiftKey">,
): string {
  const isLetter = /^[a-z]$/i.test(event.key);
  const isNamed = event.key.length > 1;
  const parts = [
    event.metaKey || event.ctrlKey ? "mod" : "",
    event.altKey ? "alt" : "",
    event.shiftKey && (isLetter || isNamed) ? "shift" : "",
    isLetter ? event.key.toLowerCase() : event.key,
  ];
  return parts.filter(Boolean).join("+");
}

function handleKey(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing || (event.repeat && pending)) return;
  const chord = chordOf(event);
  if (["Control", "Meta", "Alt", "Shift"].includes(event.key)) return;
  if (!chord.startsWith("mod+") && (isTyping(event.target) || isLayerOpen())) return;
  const sequence = pending && event.timeStamp - pending.at < sequenceMs ? `${pending.key} ${chord}` : null;
  pending = null;
  const all = [...groups.values()].reverse().flatMap((group) => group.shortcuts);
  const match =
    all.find((shortcut) => shortcut.keys === sequence) ?? all.find((shortcut) => shortcut.keys === chord);
  if (match) {
    if (match.run(event) !== false) event.preventDefault();
  } else if (all.some((shortcut) => shortcut.keys.startsWith(`${chord} `))) {
    pending = { key: chord, at: event.timeStamp };
  }
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) {
    return !["checkbox", "radio", "button", "submit", "range"].includes(target.type);
  }
  return (
    target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
  );
}

function isLayerOpen(): boolean {
  return document.querySelector("[role=dialog][data-state=open], [role=menu][data-state=open]") !== null;
}
