import type { ClientListName } from "../interface";

/** What the column `list` of `client_lists` says. */
export const listNumbers = {
  mutes: 1,
  silences: 2,
  blocks: 3,
  "temporary-silences": 4,
  refusals: 5,
} as const satisfies Record<ClientListName, number>;
