/** The Parley that the journeys talk to. */
export type Running = {
  url: string;
  imUrl: string;
  oneTimePassword: string;
  appId: string;
  /** What apps carry; SDK clients sign in with it. */
  appKey: string;
  masterKey: string;
  /** Holds the data folder and the browsers' sign-ins. */
  folder: string;
};

/** What the global setup left in the environment. */
export function running(): Running {
  return JSON.parse(process.env.PARLEY_E2E ?? "{}");
}

export type RoleName = "admin" | "moderator" | "agent";

/** The operators of the journeys; the admin is the first admin, the others are invited. */
export const operators: Record<RoleName, { email: string; name: string; password: string }> = {
  admin: { email: "ada@example.com", name: "Ada", password: "ada counts the stars" },
  moderator: { email: "mo@example.com", name: "Mo", password: "mo waters the garden" },
  agent: { email: "gus@example.com", name: "Gus", password: "gus bakes sour bread" },
};

/** Where the sign-in of a role is kept for the browsers. */
export function statePath(role: RoleName): string {
  return `${running().folder}/${role}.json`;
}
