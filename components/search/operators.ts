/** The operators the search understands, in the order they are explained. */
export const searchOperators = [
  { id: "from", insert: "from:", example: "from:Tom" },
  { id: "in", insert: "in:", example: "in:5f1c0a2b9d" },
  { id: "before", insert: "before:", example: "before:2026-11-01" },
  { id: "after", insert: "after:", example: "after:2026-10-01" },
  { id: "kind", insert: "kind:", example: "kind:image" },
  { id: "exact", insert: '""', example: '"see you soon"' },
] as const;

export type SearchOperator = (typeof searchOperators)[number];

/** Puts an operator at the end of what is typed and says where the cursor goes: inside the quotes, or after the colon. */
export function insertOperator(text: string, operator: SearchOperator): { text: string; cursor: number } {
  const kept = text.trimEnd();
  const next = kept === "" ? operator.insert : `${kept} ${operator.insert}`;
  return { text: next, cursor: operator.id === "exact" ? next.length - 1 : next.length };
}
