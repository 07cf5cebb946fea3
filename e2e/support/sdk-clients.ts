import { createDevice, type Device, type ImClient, type SdkPackage } from "@/lib/im-server/testing/sdk";
import { running } from "./running";

type ConversationOf = NonNullable<Awaited<ReturnType<ImClient["getConversation"]>>>;
export type Chatter = {
  /** What the client was sent, oldest first. */
  heard: string[];
  conversation: ConversationOf;
  say: (text: string) => Promise<{ id: string }>;
  edit: (id: string, text: string) => Promise<unknown>;
  recall: (id: string) => Promise<unknown>;
};
/** Opens a conversation as a client of an app would, on a device of its own. */
export type OpenChat = (sdk: SdkPackage, clientId: string, conversationId: string) => Promise<Chatter>;

/** Clients with LeanCloud's own packages on the IM server of the journeys. */
export function createChatters(): { open: OpenChat; close: () => Promise<void> } {
  const devices: Device[] = [];
  const open: OpenChat = async (name, clientId, conversationId) => {
    const { imUrl, appId, appKey } = running();
    const device = await createDevice(name, { url: imUrl }, { appId, appKey });
    devices.push(device);
    const { TextMessage } = device.sdk;
    const client = await device.realtime.createIMClient(clientId);
    const conversation = await client.getConversation(conversationId);
    if (!conversation) throw new Error(`${clientId} does not see ${conversationId}.`);
    const heard: string[] = [];
    client.on("message", (message: { content?: unknown }) =>
      heard.push(JSON.stringify(message.content ?? message)),
    );
    const sent = new Map<string, InstanceType<typeof TextMessage>>();
    return {
      heard,
      conversation,
      async say(text) {
        const message = await conversation.send(new TextMessage(text));
        sent.set(message.id, message);
        return { id: message.id };
      },
      edit: (id, text) => conversation.update(message(sent, id), new TextMessage(text)),
      recall: (id) => conversation.recall(message(sent, id)),
    };
  };
  return {
    open,
    close: async () => {
      await Promise.all(devices.map((device) => device.close()));
    },
  };
}

function message<Message>(sent: ReadonlyMap<string, Message>, id: string): Message {
  const found = sent.get(id);
  if (!found) throw new Error(`Message ${id} was not sent from here.`);
  return found;
}
