import { Agent, request } from "node:http";
import type { ImServer } from "../../server";

export const keys = { appId: "bench-app", appKey: "bench-app-key", masterKey: "bench-master-key" };
/** What every message of the bench says. */
export const TEXT = "x".repeat(200);

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** One REST call with the master key; its answer as JSON. */
export function callRest(server: ImServer, method: string, path: string, body: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const headers = {
      "content-type": "application/json",
      "x-lc-id": keys.appId,
      "x-lc-key": `${keys.masterKey},master`,
    };
    const call = request(new URL(path, server.url), { method, agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
    });
    call.on("error", reject);
    call.end(JSON.stringify(body));
  });
}
