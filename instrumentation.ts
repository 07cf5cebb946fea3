/** Once, when the server starts: variables are checked, the store is opened, open operations are settled. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { startConsole } = await import("./lib/console/start-console");
    await startConsole();
  }
}
