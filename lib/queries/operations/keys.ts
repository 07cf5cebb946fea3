/** Cache keys of operations and jobs. */
export const operationKeys = {
  operation: (id: string) => ["operations", id] as const,
  job: (id: string) => ["jobs", id] as const,
};
