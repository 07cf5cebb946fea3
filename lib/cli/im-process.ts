import { type Child, startChild } from "./child";
import { type Environment, imServerEnv } from "./environment";

/** Starts the embedded IM server; `listening` tells its address once it answers. */
export function startImServer(environment: Environment): { child: Child; listening: Promise<string> } {
  const child = startChild({
    label: "im",
    args: ["--import", "tsx", "lib/im-server/main.ts"],
    env: imServerEnv(environment),
    isQuiet: environment.isQuiet,
  });
  const listening = child.waitForLine((line) => /^im-server ready (http:\S+)$/.exec(line)?.[1] ?? null);
  return { child, listening };
}
