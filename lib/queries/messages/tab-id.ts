import { newOperationId } from "../operation-id";

const storageKey = "parley:tab";
let known: string | undefined;

/** The same for the life of a browser tab, reloads included. */
export function tabId(): string {
  if (known) return known;
  try {
    known = window.sessionStorage.getItem(storageKey) ?? newOperationId();
    window.sessionStorage.setItem(storageKey, known);
  } catch {
    known = newOperationId();
  }
  return known;
}
