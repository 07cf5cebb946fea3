import { createRequire } from "node:module";
import { z } from "zod";
import { type TestServer, testKeys } from "./start-test-server";

type Data = Record<string, unknown>;
type Callback<T> = (value: T) => void;
type SendOptions = { receipt?: boolean; transient?: boolean; type?: string };
/** What `leancloud-realtime` 2.4 offers; the package has no types. */
export type Room = {
  id: string;
  name: string;
  attr: Data;
  add(members: string | string[], callback: Callback<Data>): void;
  remove(members: string | string[], callback: Callback<Data>): void;
  join(callback: Callback<Data>): void;
  leave(callback: Callback<Data>): void;
  send(data: unknown, options: SendOptions, callback: Callback<Data>): void;
  log(options: { t?: number; mid?: string; limit?: number }, callback: Callback<Data[]>): void;
  list(callback: Callback<string[]>): void;
  count(callback: Callback<number>): void;
  update(data: Data, callback: Callback<Data>): void;
};
type RoomOptions = {
  name?: string;
  members?: string[];
  attr?: Data;
  unique?: boolean;
  transient?: boolean;
};
export type Realtime2 = {
  room(id: string, callback: Callback<Room | null>): void;
  room(options: RoomOptions, callback: Callback<Room>): void;
  query(options: { where: Data; compact?: boolean }, callback: Callback<Data[]>): void;
  ping(clientIds: string | string[], callback: Callback<string[]>): void;
  on(event: string, listener: Callback<Data>): void;
  once(event: string, listener: Callback<Data>): void;
  open(): void;
  close(): void;
};
type Signed = { signature: string; timestamp: number; nonce: string };
type Auth = (
  subject: { clientId: string; convId?: string; members?: string[]; action?: string },
  callback: Callback<Signed>,
) => void;
type Server = { server: string; ttl: number };
type Package = {
  (options: { appId: string; clientId?: string; auth?: Auth; secure: boolean }): Realtime2;
  _engine: { getServer(cache: Data, options: unknown, callback: Callback<Server>): void };
};

const routeSchema = z.object({ server: z.string(), ttl: z.number() });

/**
 * Logs in with 2.4; `listen` is called before anything can be heard. Its router's host is fixed, so it is led
 * to the server as a changed DNS entry would.
 */
export function openRealtime2(
  server: Pick<TestServer, "url">,
  clientId?: string,
  auth?: Auth,
  listen: (realtime: Realtime2) => void = () => {},
): Promise<Realtime2> {
  const connect: Package = createRequire(import.meta.url)("leancloud-realtime-2");
  return new Promise((resolve, reject) => {
    connect._engine.getServer = (cache, _options, callback) => {
      fetch(new URL(`/v1/route?appId=${testKeys.appId}&_t=${Date.now()}`, server.url))
        .then(async (reply) => routeSchema.parse(await reply.json()))
        .then((route) => {
          cache.server = { ...route, expires: Date.now() + route.ttl * 1000 };
          callback(route);
        })
        // It asks again by itself seconds after a loss, when the server may be gone for good.
        .catch(reject);
    };
    const realtime = connect({ appId: testKeys.appId, clientId, auth, secure: false });
    listen(realtime);
    realtime.once("open", () => resolve(realtime));
    realtime.once("error", reject);
  });
}

/** The next event of a client that fits. */
export function nextOf(
  realtime: Realtime2,
  event: string,
  fits: (data: Data) => boolean = () => true,
): Promise<Data> {
  return new Promise((resolve) => realtime.on(event, (data) => fits(data) && resolve(data)));
}

/** What a call hands to its callback. */
export function result<T>(call: (callback: Callback<T>) => void): Promise<T> {
  return new Promise(call);
}
