export const operatorKeys = {
  all: ["operators"] as const,
  list: () => [...operatorKeys.all, "list"] as const,
  sessions: (id: string) => [...operatorKeys.all, "sessions", id] as const,
  invitation: (token: string) => ["invitation", token] as const,
};
