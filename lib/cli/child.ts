import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { CliError } from "./cli-error";

export type ChildOptions = {
  /** Stands before every line of its log. */
  label: string;
  args: string[];
  env: Record<string, string>;
  /** Reads the log without showing it. */
  isQuiet?: boolean;
};

export type Child = {
  label: string;
  pid: number;
  /** Resolves when the process has ended, however it ended. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Resolves with the first line of output that `find` makes something of; rejects when the process ends first. */
  waitForLine: <T>(find: (line: string) => T | null) => Promise<T>;
  /** Asks it to stop, and ends it after ten seconds. */
  stop: () => Promise<void>;
};

/** Imported by a process, ends it when its input closes. */
export const endWithParent = new URL("./end-with-parent.mjs", import.meta.url).href;
const stopTimeoutMs = 10_000;

/**
 * Starts a Node process in a process group of its own, so that Ctrl-C reaches
 * only the parent and the order of stopping stays in one hand.
 */
export function startChild({ label, args, env, isQuiet = false }: ChildOptions): Child {
  const child = spawn(process.execPath, ["--import", endWithParent, ...args], {
    env: { ...process.env, ...env },
    // Nothing is ever written to its input: that it closes tells the child that its parent is gone.
    stdio: ["pipe", "pipe", "pipe"],
    detached: process.platform !== "win32",
  });
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once("error", () => resolve({ code: 1, signal: null }));
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
  const listeners = new Set<(line: string) => void>();
  const lastErrors: string[] = [];
  readLines(child, isQuiet ? null : label, (line, isError) => {
    for (const listener of listeners) listener(line);
    if (isError) lastErrors.splice(0, Math.max(0, lastErrors.push(line) - 3));
  });

  const waitForLine = <T>(find: (line: string) => T | null): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const listener = (line: string): void => {
        const found = find(line);
        if (found === null) return;
        listeners.delete(listener);
        resolve(found);
      };
      listeners.add(listener);
      void ended.then(() => {
        listeners.delete(listener);
        reject(
          new CliError(
            "child_failed",
            `The ${label} process could not start: ${lastErrors.at(-1) ?? "see above"}`,
          ),
        );
      });
    });

  return { label, pid: child.pid ?? -1, ended, waitForLine, stop: () => stopChild(child, ended) };
}

function readLines(
  child: ChildProcess,
  shownAs: string | null,
  onLine: (line: string, isError: boolean) => void,
): void {
  const show = (stream: NodeJS.WriteStream, line: string): void => {
    if (shownAs !== null)
      stream.write(`${shownAs.padEnd(7)} │ ${line}
`);
  };
  if (child.stdout) {
    createInterface({ input: child.stdout }).on("line", (line) => {
      show(process.stdout, line);
      onLine(line, false);
    });
  }
  if (child.stderr) {
    createInterface({ input: child.stderr }).on("line", (line) => {
      show(process.stderr, line);
      onLine(line, true);
    });
  }
}

async function stopChild(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  signalGroup(child, "SIGTERM");
  const timer = setTimeout(() => signalGroup(child, "SIGKILL"), stopTimeoutMs);
  await ended;
  clearTimeout(timer);
}

/** `next dev` works through processes of its own: the signal goes to the whole group. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It ended in between.
  }
}
