/** Once, when the server starts: variables are checked, the store is opened, open operations are settled. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { startConsole } = await import("./lib/console/start-console");
    await startConsole();
    // In development Next loads what was edited; here it would stay as it was.
    if (process.env.NODE_ENV !== "production") return;
    const { openFrontDoor } = await import("./lib/api/front-door/front-door");
    openFrontDoor(import.meta.glob("./app/api/**/route.ts"));
  }
}
