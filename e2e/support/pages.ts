import type { ImClient } from "@/lib/cli/im-client";
import { buildCustomMessage, buildLocationMessage, buildTextMessage } from "@/lib/protocol/message-builders";
import { createConversation, sendData, sendText } from "./im-data";

/** A page of the console: where it is and how its heading reads in both languages. */
export type PageUnderTest = { name: string; path: string; heading: { en: string; "zh-CN": string } };

/** Every page, with data of its own to show. */
export async function everyPage(im: ImClient, appPath: string, unique: string): Promise<PageUnderTest[]> {
  const normal = await createConversation(im, "conversations", {
    name: `Talk ${unique}`,
    m: ["alice", "bob"],
  });
  await sendText(im, normal, "alice", "A first word");
  await sendText(im, normal, "bob", "שלום, كيف الحال؟ 👋🏽");
  await sendData(
    im,
    normal,
    "bob",
    buildLocationMessage({ latitude: 30.2, longitude: 120.1 }, { text: "here" }),
  );
  await sendData(im, normal, "alice", buildCustomMessage(7, { order: { id: 1 } }, { text: "an order" }));
  const room = await createConversation(im, "chatrooms", { name: `Room ${unique}` });
  await sendData(im, room, "alice", buildTextMessage("in the room"), "chatrooms");
  const service = await createConversation(im, "service-conversations", { name: `News ${unique}` });
  await im.request("POST", `/1.2/rtm/service-conversations/${service}/subscribers`, { client_id: "alice" });
  const same = (text: string) => ({ en: text, "zh-CN": text });
  const conversation = (id: string) => `${appPath}/conversations/${id}`;
  return [
    {
      name: "conversations",
      path: `${appPath}/conversations`,
      heading: { en: "Conversations", "zh-CN": "对话" },
    },
    { name: "conversation", path: conversation(normal), heading: same(`Talk ${unique}`) },
    { name: "chat room", path: conversation(room), heading: same(`Room ${unique}`) },
    { name: "service conversation", path: conversation(service), heading: same(`News ${unique}`) },
    { name: "messages", path: `${appPath}/messages`, heading: { en: "Messages", "zh-CN": "消息" } },
    { name: "clients", path: `${appPath}/clients`, heading: { en: "Clients", "zh-CN": "客户端" } },
    {
      name: "watch list",
      path: `${appPath}/clients?view=watch-list`,
      heading: { en: "Clients", "zh-CN": "客户端" },
    },
    { name: "client", path: `${appPath}/clients/alice`, heading: same("alice") },
    { name: "broadcasts", path: `${appPath}/broadcasts`, heading: { en: "Broadcasts", "zh-CN": "广播" } },
    {
      name: "new announcement",
      path: `${appPath}/broadcasts/new?conversation=${service}`,
      heading: { en: "New announcement", "zh-CN": "新建群发" },
    },
    { name: "signatures", path: `${appPath}/signatures`, heading: { en: "Signatures", "zh-CN": "签名" } },
    {
      name: "IM settings",
      path: `${appPath}/settings`,
      heading: { en: "IM settings", "zh-CN": "IM 设置" },
    },
    { name: "audit", path: "/audit", heading: { en: "Audit", "zh-CN": "审计" } },
    { name: "operators", path: "/operators", heading: { en: "Operators", "zh-CN": "操作员" } },
    { name: "apps", path: "/apps", heading: { en: "Apps", "zh-CN": "应用" } },
    { name: "settings", path: "/settings", heading: { en: "Settings", "zh-CN": "设置" } },
    { name: "account", path: "/account", heading: { en: "Your account", "zh-CN": "我的账号" } },
  ];
}
