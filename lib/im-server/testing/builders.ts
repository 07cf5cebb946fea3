import { z } from "zod";
import { createdReplySchema } from "@/lib/protocol/rest/common";
import { historyReplySchema } from "@/lib/protocol/rest/history";
import { sendReplySchema } from "@/lib/protocol/rest/send";
import type { TestServer } from "./start-test-server";

type Callable = Pick<TestServer, "call">;

/** Creates a normal conversation; answers its id. */
export async function createTestConversation(
  server: Callable,
  body: Record<string, unknown> = { m: ["Tom", "Jerry"] },
): Promise<string> {
  const reply = await server.call("POST", "/1.2/rtm/conversations", { body });
  return createdReplySchema.parse(reply.body).objectId;
}

/** Creates a chat room; answers its id. */
export async function createTestChatroom(server: Callable): Promise<string> {
  const reply = await server.call("POST", "/1.2/rtm/chatrooms", { body: { name: "room" } });
  return createdReplySchema.parse(reply.body).objectId;
}

/** Creates a service conversation; answers its id. */
export async function createTestService(server: Callable): Promise<string> {
  const reply = await server.call("POST", "/1.2/rtm/service-conversations", { body: { name: "service" } });
  return createdReplySchema.parse(reply.body).objectId;
}

/** Sends a message to a conversation; answers its id and timestamp. */
export async function sendTestMessage(
  server: Callable,
  conversationId: string,
  message = "hello",
  more: Record<string, unknown> = {},
): Promise<{ messageId: string; timestamp: number }> {
  const reply = await server.call("POST", `/1.2/rtm/conversations/${conversationId}/messages`, {
    body: { from_client: "Tom", message, ...more },
  });
  return sendReplySchema.parse(reply.body);
}

/** The texts of a history page, in its order. */
export function textsOf(body: unknown): string[] {
  return historyReplySchema.parse(body).map((row) => row.data);
}

/** The code of an error reply; fails the test when the body has another shape. */
export function codeOf(body: unknown): number {
  return z.strictObject({ code: z.number(), error: z.string().min(1) }).parse(body).code;
}
