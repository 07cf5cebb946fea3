"use client";

import { useCallback, useRef } from "react";
import { newOperationId } from "./operation-id";

/** An id that stays the same while a person retries one intent (a form), until `renew` after success. */
export function useOperationId(): { current: () => string; renew: () => void } {
  const id = useRef<string | null>(null);
  const current = useCallback(() => {
    id.current ??= newOperationId();
    return id.current;
  }, []);
  const renew = useCallback(() => {
    id.current = null;
  }, []);
  return { current, renew };
}
