import "./accept-test-certificates";
import { createRequire } from "node:module";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import type { TestServer } from "./start-test-server";
import { testKeys } from "./start-test-server";
import { openTlsFront } from "./tls-front";

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
  close(): Promise<void>;
};

/**
 * An SDK whose connection to the server can be cut. 4.x calls REST over https alone, so it gets TLS
 * in front of the server.
 */
export async function createDevice(
  name: SdkPackage,
  server: TestServer,
  options: RealtimeOptions = {},
): Promise<Device> {
  const sdk = loadSdk(name);
  const port = Number(new URL(server.url).port);
  const link = await createLink(port);
  const tls = name === "leancloud-realtime" ? await openTlsFront(port) : null;
  const realtime = new sdk.Realtime({
    ...testKeys,
    server: tls?.host ?? server.url,
    RTMServers: `ws://127.0.0.1:${link.port}`,
    ...options,
  });
  return {
    sdk,
    realtime,
    cut: link.cut,
    async close() {
      await link.close();
      await tls?.close();
    },
  };
}

/** A TCP forwarder in front of a port. */
async function createLink(target: number) {
  const pairs = new Set<[Socket, Socket]>();
  const forwarder = createServer((near) => {
    const far = connect(target, "127.0.0.1");
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    for (const [from, to] of [pair, [far, near] as const]) {
      from.on("error", () => to.destroy());
      from.on("close", () => {
        to.destroy();
        pairs.delete(pair);
      });
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => forwarder.listen(0, "127.0.0.1", resolve));
  const cut = () => {
    for (const [near, far] of pairs) {
      near.destroy();
      far.destroy();
    }
  };
  return {
    port: (forwarder.address() as AddressInfo).port,
    cut,
    async close() {
      cut();
      await new Promise<void>((resolve) => forwarder.close(() => resolve()));
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
