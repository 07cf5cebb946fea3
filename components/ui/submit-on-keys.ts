import type { KeyboardEvent } from "react";

/** Ctrl/Cmd-Enter anywhere in a form gives its answer, in text areas too. */
export function submitOnKeys(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey) || event.nativeEvent.isComposing) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}
