import "./accept-test-certificates";
import { createRequire } from "node:module";
import type { TestServer } from "./start-test-server";
import { testKeys } from "./start-test-server";
import { openTlsFront } from "./tls-front";
import { type Frame, openWiretap } from "./wiretap";

/** The published packages that drive the gateway: the current major version and the one before. */
export const sdkPackages = ["leancloud-realtime", "leancloud-realtime-5"] as const;
export type SdkPackage = (typeof sdkPackages)[number];
export type Sdk = typeof import("leancloud-realtime-5");
export type Realtime = InstanceType<Sdk["Realtime"]>;
export type ImClient = Awaited<ReturnType<Realtime["createIMClient"]>>;
type RealtimeOptions = Partial<ConstructorParameters<Sdk["Realtime"]>[0]> & { pushOfflineMessages?: boolean };

/**
 * Loads a package anew: each copy stands for a device of its own, with its own caches (5.x refuses a
 * second connection of an app within one copy).
 */
export function loadSdk(name: SdkPackage): Sdk {
  const require = createRequire(import.meta.url);
  delete require.cache[require.resolve(name)];
  return require(name);
}

export type Device = {
  sdk: Sdk;
  realtime: Realtime;
  /** Cuts the connection as a lost network does; the SDK comes back by itself. */
  cut(): void;
  /** Cuts the connection and lets the SDK not come back before the function that it answers is called. */
  lose(): () => void;
  close(): Promise<void>;
};

/**
 * An SDK whose connection to the server can be cut, and whose frames are written down. 4.x calls REST
 * over https alone, so it gets TLS in front of the server.
 */
export async function createDevice(
  name: SdkPackage,
  server: TestServer,
  options: RealtimeOptions = {},
  frames?: Frame[],
): Promise<Device> {
  const sdk = loadSdk(name);
  const port = Number(new URL(server.url).port);
  const link = await openWiretap(server, frames);
  const tls = name === "leancloud-realtime" ? await openTlsFront(port) : null;
  const realtime = new sdk.Realtime({
    ...testKeys,
    server: tls?.host ?? server.url,
    RTMServers: link.url.replace("http", "ws"),
    ...options,
  });
  return {
    sdk,
    realtime,
    cut: link.cut,
    lose: link.lose,
    async close() {
      await link.close();
      await tls?.close();
    },
  };
}

type Emitter<Values extends unknown[]> = {
  on(event: string, listener: (...values: Values) => void): unknown;
  off(event: string, listener: (...values: Values) => void): unknown;
};

/** The next event of an emitter that fits, as the list of its arguments. */
export function nextEvent<Values extends unknown[] = unknown[]>(
  emitter: Emitter<Values>,
  event: string,
  fits: (...values: Values) => boolean = () => true,
): Promise<Values> {
  return new Promise((resolve) => {
    const listener = (...values: Values) => {
      if (!fits(...values)) return;
      emitter.off(event, listener);
      resolve(values);
    };
    emitter.on(event, listener);
  });
}

type Source = {
  on(event: string, listener: (value: unknown) => void): unknown;
  off(event: string, listener: (value: unknown) => void): unknown;
};

/** The next `count` events of an emitter, as their first arguments. */
export function nextEvents(emitter: Source, event: string, count: number): Promise<unknown[]> {
  return new Promise((resolve) => {
    const seen: unknown[] = [];
    const listener = (value: unknown) => {
      seen.push(value);
      if (seen.length < count) return;
      emitter.off(event, listener);
      resolve(seen);
    };
    emitter.on(event, listener);
  });
}
