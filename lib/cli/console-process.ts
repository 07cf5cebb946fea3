import { get } from "node:http";
import { nextBin } from "./build-console";
import { type Child, startChild } from "./child";
import { CliError } from "./cli-error";
import { consoleEnv, type Environment } from "./environment";

export type ConsoleMode = "start" | "dev";

/** Starts the console (`next start` or `next dev`); `listening` resolves once it answers. */
export function startConsoleServer(
  environment: Environment,
  mode: ConsoleMode,
): { child: Child; listening: Promise<void> } {
  const { consoleHost, consolePort } = environment;
  const child = startChild({
    label: "console",
    args: [nextBin, mode, "--hostname", consoleHost, "--port", String(consolePort)],
    env: { ...consoleEnv(environment), NODE_ENV: mode === "dev" ? "development" : "production" },
    isQuiet: environment.isQuiet,
  });
  const waitUntilReady = async (): Promise<void> => {
    await child.waitForLine((line) => (line.includes("Ready in") ? true : null));
    if (mode === "start") await checkAnswer(`${reachableAddress(consoleHost, consolePort)}/api/session`);
  };
  return { child, listening: waitUntilReady() };
}

/** One real request, so that a console which cannot read its data fails here and not at the first visitor. */
async function checkAnswer(address: string): Promise<void> {
  const status = await askStatus(address);
  if (status !== null && status < 500) return;
  throw new CliError(
    "child_failed",
    `The console does not answer (${status === null ? "no connection" : `status ${status}`}); the reason stands above.`,
  );
}

/** Without an agent the connection ends with the answer; one kept alive would hold up the console's end. */
function askStatus(address: string): Promise<number | null> {
  return new Promise((resolve) => {
    get(address, { agent: false }, (response) => {
      response.resume();
      response.once("close", () => resolve(response.statusCode ?? null));
    }).once("error", () => resolve(null));
  });
}

function reachableAddress(host: string, port: number): string {
  if (host === "0.0.0.0") return `http://127.0.0.1:${port}`;
  if (host.includes(":")) return `http://[${host === "::" ? "::1" : host}]:${port}`;
  return `http://${host}:${port}`;
}
