import type { ImClient, SentMessage } from "../im-client";
import { createRandom } from "./random";
import type { Line, Scene } from "./scene";

export type SceneContext = {
  client: ImClient;
  /** The moment that `hoursAgo` counts back from. */
  now: number;
  /** Demo pictures and sounds lie under this address. */
  mediaUrl: string;
};

/** Creates the conversation of a scene with its whole history; answers its id. */
export async function loadScene(scene: Scene, context: SceneContext): Promise<string> {
  const times = schedule(scene, context.now);
  const conversationId = await context.client.importConversation({
    kind: scene.kind,
    name: scene.name,
    creator: scene.creator,
    members: scene.members,
    attributes: scene.attributes,
    createdAt: (times[0] ?? context.now - scene.hoursAgo * 3_600_000) - 60_000,
  });
  await loadLines(conversationId, scene, times, context);
  return conversationId;
}

/** Writes lines into a conversation, or into the history between a service and `clientId`. */
export async function loadLines(
  conversationId: string,
  scene: Pick<Scene, "kind" | "lines">,
  times: number[],
  context: SceneContext,
  clientId?: string,
): Promise<void> {
  const messages = scene.lines.map((line, index) => ({
    from_client: line.from,
    message: line.data.replaceAll('"/demo/', `"${context.mediaUrl}/demo/`),
    timestamp: times[index] ?? context.now,
    bin: line.bin,
    mention_all: line.mentionAll,
    mention_client_ids: line.mentions,
  }));
  const sent = await context.client.importMessages(conversationId, messages, clientId);
  for (const [index, line] of scene.lines.entries()) {
    const message = sent[index];
    if (message) await changeAfterwards(conversationId, scene.kind, line, message, context.client);
  }
}

/** Spreads lines over time so that the last one falls on `hoursAgo`. */
export function schedule(scene: Pick<Scene, "lines" | "hoursAgo">, now: number): number[] {
  const random = createRandom(scene.lines.length + Math.round(scene.hoursAgo * 10));
  const pauses = scene.lines.map((line) => Math.round((line.minutes ?? 0.3 + random() * 7) * 60_000));
  let at = now - Math.round(scene.hoursAgo * 3_600_000);
  return pauses
    .reverse()
    .map((pause) => {
      const time = at;
      at -= pause;
      return time;
    })
    .reverse();
}

async function changeAfterwards(
  conversationId: string,
  kind: Scene["kind"],
  line: Line,
  message: SentMessage,
  client: ImClient,
): Promise<void> {
  const group = kind === "chatroom" ? "chatrooms" : "conversations";
  const path = `/1.2/rtm/${group}/${conversationId}/messages/${message["msg-id"]}`;
  const base = { from_client: line.from, timestamp: message.timestamp };
  for (const text of line.edits ?? []) {
    await client.request("PUT", path, { ...base, message: JSON.stringify({ _lctype: -1, _lctext: text }) });
  }
  if (line.recalled) await client.request("PUT", `${path}/recall`, base);
}
