export const paletteKeys = {
  all: (appId: string) => ["palette", appId] as const,
  conversations: (appId: string, q: string) => [...paletteKeys.all(appId), "conversations", q] as const,
  clients: (appId: string, q: string) => [...paletteKeys.all(appId), "clients", q] as const,
};
