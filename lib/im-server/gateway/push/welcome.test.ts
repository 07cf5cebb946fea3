import { expect, it, onTestFinished } from "vitest";
import { sendBroadcast } from "../../services/broadcasts/send-broadcast";
import { createContext } from "../../services/context";
import { createConversation } from "../../services/conversations/create-conversation";
import { sendMessage } from "../../services/messages/send-message";
import { testKeys } from "../../testing/start-test-server";
import { openTestStore } from "../../testing/store-builders";
import { Ear } from "../ear";
import { createGateway } from "../gateway";
import { Hub } from "../hub";
import { type Link, Session } from "../session";
import { beginWelcome } from "./welcome";

it("a broadcast that could not be told is told on the next login", async () => {
  const { store, dispose } = await openTestStore();
  onTestFinished(dispose);
  let isBroken = false;
  const fragile = {
    ...store,
    getConversation: (id: string) =>
      isBroken ? Promise.reject(new Error("broken")) : store.getConversation(id),
  };
  const hub = new Hub();
  const context = createContext({ keys: testKeys, store: fragile, presence: hub.presence, quotas: null });
  const nothing = { name: null, creator: null, muted: [], unique: false, fields: {}, acl: null };
  const create = async (kind: "normal" | "service", members: string[]) =>
    (await createConversation(context, { ...nothing, kind, members })).row.objectId;
  const [chat, service] = [await create("normal", ["Tom", "Jerry"]), await create("service", [])];
  await store.markBroadcasts("Tom", 1);
  const shared = { data: "hello", transient: false, fromIp: null };
  await sendMessage(context, { ...shared, conversationId: chat, kind: null, from: "Jerry" });
  await sendBroadcast(context, { ...shared, conversationId: service, from: "admin" });
  // Only now: it knows nothing of these yet.
  const gateway = createGateway({ context, hub, answerSubQueries: async (where) => where });

  const link: Link = {
    push: () => true,
    remove: () => {},
    drained: async () => {},
    drop: () => {},
    announcesUnread: true,
    offline: { ofConversation: 0, total: 0, age: 0 },
    protocol: "test",
    remoteAddress: null,
    unsentBytes: 0,
    ear: new Ear(),
  };
  const login = { clientId: "Tom", tag: null, deviceId: null, userAgent: null, features: 0, openedAt: 1 };
  const session = new Session(login, link);
  hub.add(session, 1);
  isBroken = true;
  await beginWelcome(gateway, session, { unreadTime: null, patchTime: 0 });
  await session.welcomed;
  hub.remove(session, "lost");
  expect(await store.getPendingBroadcasts("Tom", Date.now())).toMatchObject([{ data: "hello" }]);
});
