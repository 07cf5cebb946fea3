import { Bidi } from "@/components/ui/bidi";
import type { Changer } from "@/lib/contracts/messages";

/** Who changed a message, for a rich text: `kind` chooses the words, `<name></name>` is the name. */
export function changerValues(by: Changer | null) {
  return { kind: by?.kind ?? "unknown", name: () => <Bidi>{changerName(by)}</Bidi> };
}

/** A client's id or an operator's name; empty where neither did it. */
export function changerName(by: Changer | null): string {
  if (by?.kind === "client") return by.id;
  return by?.kind === "operator" ? by.name : "";
}
