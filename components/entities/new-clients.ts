import { mergeClientIds } from "@/lib/text/parse-client-ids";

export interface NewClients {
  /** Those who are not on the list yet. */
  fresh: string[];
  /** How many are on the list already. */
  repeated: number;
  /** Whether there is somebody to add, everybody fits, and every id can be one. */
  isReady: boolean;
}

/** Sorts out who is put on a list that holds `limit`; what is typed and not yet a chip counts as well. */
export function newClients(
  listed: readonly string[],
  chosen: readonly string[],
  typed: string,
  limit: number,
): NewClients {
  const known = new Set(listed);
  const { ids, tooLong } = mergeClientIds(chosen, typed);
  const fresh = ids.filter((id) => !known.has(id));
  const isReady = fresh.length > 0 && fresh.length <= limit - listed.length && tooLong.length === 0;
  return { fresh, repeated: ids.length - fresh.length, isReady };
}
