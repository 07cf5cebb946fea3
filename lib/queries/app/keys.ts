/** Cache keys of what belongs to one app as a whole. */
export const appKeys = {
  all: (appId: string) => ["apps", appId] as const,
};

/** Path below the console's API of one app; every part is encoded. */
export function appPath(appId: string, ...parts: string[]): string {
  return ["/api/apps", appId, ...parts]
    .map((part, at) => (at === 0 ? part : encodeURIComponent(part)))
    .join("/");
}
