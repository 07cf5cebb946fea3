import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";

export type ParleyProcess = {
  pid: number;
  /** What the welcome told, by its label. */
  told: Record<"Parley is ready" | "IM server" | "First admin" | "One-time password", string | undefined>;
  /** Everything it printed so far. */
  output: string[];
  ended: Promise<number | null>;
  signal: (signal: NodeJS.Signals) => void;
};

/** What `npm start` runs; npm itself hides the exit code when a signal comes. */
export const startCommand = [process.execPath, "lib/cli/parley.mjs", "start"];

/** Runs `npm start` as a person does and waits for the welcome. Rejects when it ends before that. */
export async function startParleyProcess(
  env: Record<string, string>,
  [program = "npm", ...args]: string[] = ["npm", "start", "--silent"],
): Promise<ParleyProcess> {
  const child = spawn(program, args, {
    env: { ...process.env, PARLEY_CONSOLE_PORT: "0", PARLEY_IM_PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    // A process group of its own, so that a signal reaches npm and Parley together, as Ctrl-C does.
    detached: true,
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  const told: Record<string, string> = {};
  const output: string[] = [];
  const isReady = new Promise<void>((resolve) => {
    const read = (coloured: string): void => {
      const line = stripVTControlCharacters(coloured);
      output.push(line);
      if (process.env.PARLEY_E2E_LOGS) console.log(line);
      const [, name, value] = /^ {2}([A-Z][\w -]+): +(\S+)/.exec(line) ?? [];
      if (name && value) told[name] = value;
      if (line.includes("Ctrl-C stops.")) resolve();
    };
    createInterface({ input: child.stdout }).on("line", read);
    createInterface({ input: child.stderr }).on("line", read);
  });
  const endedEarly = ended.then((code) => {
    throw new Error(`Parley ended with code ${code}:\n${output.slice(-20).join("\n")}`);
  });
  endedEarly.catch(() => {});
  await Promise.race([isReady, endedEarly]);
  const pid = child.pid ?? 0;
  return {
    pid,
    told: { ...emptyWelcome, ...told },
    output,
    ended,
    signal: (signal) => process.kill(-pid, signal),
  };
}

const emptyWelcome = {
  "Parley is ready": undefined,
  "IM server": undefined,
  "First admin": undefined,
  "One-time password": undefined,
};
