"use client";

import { useCallback } from "react";
import { useOperationId } from "../use-operation-id";
import { isUncertain } from "./is-uncertain";

/**
 * Runs one intent of a person under one operation id: kept while it is not certain what became of the last try,
 * renewed after success and after a certain failure.
 */
export function useIntent() {
  const { current, renew } = useOperationId();
  return useCallback(
    async <T>(run: (operationId: string) => Promise<T>): Promise<T> => {
      try {
        const result = await run(current());
        renew();
        return result;
      } catch (error) {
        if (!isUncertain(error)) renew();
        throw error;
      }
    },
    [current, renew],
  );
}
