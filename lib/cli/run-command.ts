import { CliError } from "./cli-error";

/** Every command by its name; each module is loaded only when asked for. */
const commands: Record<string, () => Promise<(args: string[]) => Promise<void>>> = {
  start: async () => (await import("./start")).start,
  dev: async () => (await import("./dev")).dev,
  "start:im": async () => (await import("./start-im")).startIm,
  "start:console": async () => (await import("./start-console")).startConsole,
  seed: async () => (await import("./seed")).seed,
  import: async () => (await import("./import-chat-log")).importChatLog,
  build: async () => (await import("./build-console")).buildConsole,
  lock: async () => (await import("./complete-lock")).completeLockFile,
  e2e: async () => (await import("./run-journeys")).runJourneys,
  bench: async () => (await import("./bench")).bench,
  "second-factor:off": async () => (await import("./second-factor-off")).secondFactorOff,
  "audit:verify": async () => (await import("./verify-audit")).verifyAudit,
};

/**
 * Runs the command named by the first argument and sets the exit code.
 * A `CliError` is told in one line; anything else is a fault of Parley and keeps its stack.
 */
export async function runCommand(args: string[]): Promise<void> {
  const [name = "", ...rest] = args;
  try {
    const load = commands[name];
    if (!load) {
      throw new CliError(
        "bad_argument",
        `Unknown command "${name}". One of: ${Object.keys(commands).join(", ")}.`,
      );
    }
    const run = await load();
    await run(rest);
  } catch (error) {
    process.exitCode = 1;
    console.error(error instanceof CliError ? `parley: ${error.message}` : error);
  }
}
