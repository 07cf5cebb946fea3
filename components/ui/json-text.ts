import { jsonDepth } from "@/lib/text/json-depth";

/** Beyond this the indentation of a few kilobytes would be megabytes, and stop the page. */
const maxIndented = 50;

/** A JSON value as people read it: indented, unless it is nested too deeply for that. */
export function jsonText(value: unknown): string {
  const plain = JSON.stringify(value) ?? "";
  return jsonDepth(plain) > maxIndented ? plain : (JSON.stringify(value, null, 2) ?? "");
}
