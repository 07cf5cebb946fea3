/** Cache keys of what hangs on a conversation's membership. */
export const memberKeys = {
  all: (appId: string, id: string) => ["apps", appId, "members", id] as const,
  roles: (appId: string, id: string) => [...memberKeys.all(appId, id), "roles"] as const,
  presence: (appId: string, id: string, clientIds: readonly string[]) =>
    [...memberKeys.all(appId, id), "presence", clientIds] as const,
  restricted: (appId: string, id: string, list: "silences" | "timed-silences" | "blocks") =>
    [...memberKeys.all(appId, id), "restricted", list] as const,
  online: (appId: string, id: string) => [...memberKeys.all(appId, id), "online"] as const,
};
