export const appsKeys = {
  all: ["console-apps"] as const,
  list: () => [...appsKeys.all, "list"] as const,
};
