import "@/lib/im-server/testing/accept-test-certificates";
import { createRequire } from "node:module";
import { openTlsFront, type TlsFront } from "@/lib/im-server/testing/tls-front";
import { running } from "./running";

type Sdk = typeof import("leancloud-realtime-5");
type ImClient = Awaited<ReturnType<InstanceType<Sdk["Realtime"]>["createIMClient"]>>;
type SdkConversation = NonNullable<Awaited<ReturnType<ImClient["getConversation"]>>>;
type SdkMessage = InstanceType<Sdk["TextMessage"]>;

/** A client of an app in one conversation. */
export type Chatter = {
  /** The texts that it received, in their order. */
  heard: string[];
  conversation: SdkConversation;
  say: (text: string) => Promise<SdkMessage>;
  edit: (message: SdkMessage, text: string) => Promise<unknown>;
  recall: (message: SdkMessage) => Promise<unknown>;
};
/** Opens a conversation as a client with one of LeanCloud's packages, on a device of its own. */
export type OpenChat = (
  sdk: "leancloud-realtime" | "leancloud-realtime-5",
  clientId: string,
  conversationId: string,
) => Promise<Chatter>;

/** Clients on the IM server of the journeys. */
export function createChatters(): { open: OpenChat; close: () => Promise<void> } {
  const clients: ImClient[] = [];
  const fronts: TlsFront[] = [];
  const open: OpenChat = async (name, clientId, conversationId) => {
    const { imUrl, appId, appKey } = running();
    const { Realtime, TextMessage } = load(name);
    // 4.x calls REST over https alone.
    const front = name === "leancloud-realtime" ? await openTlsFront(Number(new URL(imUrl).port)) : null;
    if (front) fronts.push(front);
    const realtime = new Realtime({
      appId,
      appKey,
      server: front?.host ?? imUrl,
      RTMServers: imUrl.replace(/^http/, "ws"),
    });
    const client = await realtime.createIMClient(clientId);
    clients.push(client);
    const conversation = await client.getConversation(conversationId);
    if (!conversation) throw new Error(`${clientId} does not see ${conversationId}.`);
    const heard: string[] = [];
    client.on("message", (message: { text?: string }) => void heard.push(message.text ?? ""));
    return {
      heard,
      conversation,
      say: (text) => conversation.send(new TextMessage(text)),
      edit: (message, text) => conversation.update(message, new TextMessage(text)),
      recall: (message) => conversation.recall(message),
    };
  };
  return {
    open,
    close: async () => {
      await Promise.all(clients.map((client) => client.close()));
      await Promise.all(fronts.map((front) => front.close()));
    },
  };
}

/** A copy of its own for each client: copies share caches, and 5.x opens one connection of an app in each. */
function load(name: string): Sdk {
  const require = createRequire(import.meta.url);
  delete require.cache[require.resolve(name)];
  return require(name);
}
