"use client";

import { useState } from "react";
import { newClients } from "./new-clients";

/** Clients to be put on a list that holds `limit`: who of them is not on it yet, and whether they can go there. */
export function useNewClients(listed: readonly string[], limit: number) {
  const [ids, setIds] = useState<string[]>([]);
  const [typed, setTyped] = useState("");
  const sorted = newClients(listed, ids, typed, limit);
  return {
    ...sorted,
    /** For the ClientIdsField. */
    field: {
      value: ids,
      onValueChange: setIds,
      onLeftoverChange: setTyped,
      limit: limit - listed.length + sorted.repeated,
    },
  };
}
