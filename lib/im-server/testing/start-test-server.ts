import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { QuotaPlan } from "@/lib/protocol/limits";
import type { GatewayOptions } from "../gateway/options";
import { createImServer } from "../server";
import { ownPort } from "./own-port";

export const testKeys = { appId: "test-app", appKey: "test-app-key", masterKey: "test-master-key" };

export type TestReply = { status: number; body: unknown; headers: Headers };
export type TestCall = {
  query?: Record<string, string | number | boolean>;
  /** Sent as JSON; a string is sent as it stands. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Which key goes along: the master key unless said. */
  key?: "master" | "app" | "none";
};

export type TestServer = {
  url: string;
  /** One request over HTTP; a reply that is not JSON fails the test. */
  call(method: string, path: string, options?: TestCall): Promise<TestReply>;
  /** Stops and starts again on the same port and folder. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

export type TestServerOptions = {
  quotas?: QuotaPlan | null;
  now?: () => number;
  gateway?: Partial<GatewayOptions>;
  trustedProxies?: string[];
  historyDays?: number;
  idleDays?: number;
  requestTimeout?: number;
};

/** Starts a real server on a free port with a fresh folder; `close` removes the folder. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), "parley-im-"));
  const { quotas = null, trustedProxies, historyDays, idleDays, now, gateway, requestTimeout } = options;
  const port = await ownPort();
  const start = async () => {
    const created = await createImServer(
      { dataDir, host: "127.0.0.1", port, keys: testKeys, quotas, trustedProxies, historyDays, idleDays },
      { now, gateway, requestTimeout },
    );
    await created.start();
    return created;
  };
  let server = await start();
  const { url } = server;
  return {
    url,
    call: (method, path, call) => callServer(url, method, path, call),
    async restart() {
      await server.close();
      server = await start();
    },
    async close() {
      await server.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** One request to a server of the test keys. */
export async function callServer(
  url: string,
  method: string,
  path: string,
  call: TestCall = {},
): Promise<TestReply> {
  const target = new URL(path, url);
  for (const [name, value] of Object.entries(call.query ?? {})) target.searchParams.set(name, String(value));
  const hasBody = call.body !== undefined;
  const response = await fetch(target, {
    method,
    headers: {
      ...keyHeaders(call.key),
      ...(hasBody ? { "content-type": "application/json" } : {}),
      ...call.headers,
    },
    body: hasBody ? (typeof call.body === "string" ? call.body : JSON.stringify(call.body)) : undefined,
  });
  const text = await response.text();
  const body: unknown = text === "" ? null : JSON.parse(text);
  return { status: response.status, body, headers: response.headers };
}

function keyHeaders(key: TestCall["key"] = "master"): Record<string, string> {
  if (key === "none") return {};
  const value = key === "master" ? `${testKeys.masterKey},master` : testKeys.appKey;
  return { "x-lc-id": testKeys.appId, "x-lc-key": value };
}
