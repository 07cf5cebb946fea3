import { buildTextMessage } from "@/lib/protocol/message-builders";
import type { ImClient } from "../im-client";
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
  scene: Pick<Scene, "lines">,
  times: number[],
  context: SceneContext,
  clientId?: string,
): Promise<void> {
  const messages = scene.lines.map((line, index) => {
    const timestamp = times[index] ?? context.now;
    return {
      from_client: line.from,
      message: line.data.replaceAll('"/demo/', `"${context.mediaUrl}/demo/`),
      timestamp,
      bin: line.bin,
      mention_all: line.mentionAll,
      mention_client_ids: line.mentions,
      changes: changesOf(line, timestamp),
    };
  });
  await context.client.importMessages(conversationId, messages, clientId);
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

/** A sender who thinks again does so a minute later. */
const afterthoughtMs = 60_000;

function changesOf({ from, edits = [], recalled = false }: Line, sentAt: number) {
  const texts = [...edits.map((text) => buildTextMessage(text)), ...(recalled ? [null] : [])];
  return texts.map((message, index) => ({ by: from, at: sentAt + (index + 1) * afterthoughtMs, message }));
}
