export const accountKeys = {
  all: ["account"] as const,
  secondFactor: () => [...accountKeys.all, "second-factor"] as const,
  sessions: () => [...accountKeys.all, "sessions"] as const,
};
