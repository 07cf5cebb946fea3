"use client";

import { useState } from "react";

/** Clients to be put on a list that holds `limit`: who of them is not on it yet, and whether they can go there. */
export function useNewClients(listed: readonly string[], limit: number) {
  const [ids, setIds] = useState<string[]>([]);
  const [leftover, setLeftover] = useState("");
  const known = new Set(listed);
  const fresh = ids.filter((id) => !known.has(id));
  const repeated = ids.length - fresh.length;
  const room = limit - listed.length;
  return {
    fresh,
    /** How many are on the list already. */
    repeated,
    isReady: fresh.length > 0 && fresh.length <= room && leftover === "",
    /** For the ClientIdsField. */
    field: { value: ids, onValueChange: setIds, onLeftoverChange: setLeftover, limit: room + repeated },
  };
}
