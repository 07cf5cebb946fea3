"use client";

import { useCallback } from "react";
import { useOperationId } from "../use-operation-id";
import { isOver } from "./is-over";

/**
 * Runs one intent of a person under one operation id: kept until that operation has ended, well or badly.
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
        if (isOver(error)) renew();
        throw error;
      }
    },
    [current, renew],
  );
}
