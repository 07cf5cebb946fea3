import { expect, it, onTestFinished } from "vitest";
import { kickClient } from "../services/clients/kick-client";
import { createContext } from "../services/context";
import { testKeys } from "../testing/start-test-server";
import { openTestStore } from "../testing/store-builders";
import { Connection, type Transport } from "./connection";
import { createGateway } from "./gateway";
import { Hub } from "./hub";
import { type Command, decodeCommand, encodeCommand } from "./wire/codec";

const mode = { protocol: "lc.protobuf2.3", encoding: "binary", announcesUnread: true } as const;

it("a token is of no use after a kick, also when it was found to hold just before", async () => {
  const { store, dispose } = await openTestStore();
  onTestFinished(dispose);
  let tellRead = (): void => {};
  let answer = Promise.resolve();
  const slow = {
    ...store,
    async getKickedAt(clientId: string) {
      const kickedAt = await store.getKickedAt(clientId);
      tellRead();
      await answer;
      return kickedAt;
    },
  };
  const hub = new Hub();
  const context = createContext({ keys: testKeys, store: slow, presence: hub.presence, quotas: null });
  const gateway = createGateway({ context, hub, answerSubQueries: async (where) => where });

  /** The answer to a login over a connection of its own. */
  const login = (st?: string) =>
    new Promise<Command>((resolve) => {
      const transport: Transport = {
        send: (frame) => resolve(decodeCommand(frame)),
        sendWithRoom: () => {},
        close: () => {},
        terminate: () => {},
        pause: () => {},
        resume: () => {},
        unsentBytes: 0,
        drained: async () => {},
        remoteAddress: null,
      };
      const connection = new Connection(gateway, transport, mode);
      onTestFinished(() => connection.onClose());
      const open = { cmd: "session", op: "open", i: 1, appId: testKeys.appId, peerId: "Tom" } as const;
      connection.onFrame(encodeCommand({ ...open, sessionMessage: { st } }));
    });

  const st = (await login()).sessionMessage?.st;
  expect(await login(st)).toMatchObject({ op: "opened" });
  let release = (): void => {};
  answer = new Promise((resolve) => {
    release = resolve;
  });
  const hasRead = new Promise<void>((resolve) => {
    tellRead = resolve;
  });
  const reply = login(st);
  await hasRead;
  await kickClient(context, "Tom", "");
  release();
  expect((await reply).errorMessage).toMatchObject({ code: 4112 });
  expect(hub.isOnline("Tom")).toBe(false);
});
