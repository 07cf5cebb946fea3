import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { callServer, type TestServer, testKeys } from "./start-test-server";

export type ServerProcess = Pick<TestServer, "url" | "call"> & {
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
};

/** Starts the server as users do, in a process of its own. */
export async function startServerProcess(dataDir: string): Promise<ServerProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", "lib/im-server/main.ts"], {
    env: {
      ...process.env,
      PARLEY_DATA_DIR: dataDir,
      PARLEY_IM_PORT: "0",
      PARLEY_IM_APP_ID: testKeys.appId,
      PARLEY_IM_APP_KEY: testKeys.appKey,
      PARLEY_IM_MASTER_KEY: testKeys.masterKey,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const kill = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /ready (http:\S+)/.exec(line)?.[1];
    if (url) return { url, kill, call: (method, path, call) => callServer(url, method, path, call) };
  }
  throw new Error("The server ended before it was ready");
}
