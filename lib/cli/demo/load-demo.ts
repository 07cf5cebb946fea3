import { buildTextMessage } from "@/lib/protocol/message-builders";
import type { ImClient } from "../im-client";
import { edgeScenes } from "./edge-scenes";
import { loadLines, loadScene, type SceneContext, schedule } from "./load-scene";
import { peopleScenes } from "./people-scenes";
import { roomScenes } from "./room-scenes";
import { type ServiceScene, serviceScenes } from "./service-scenes";
import { supportScenes } from "./support-scenes";

const dayMs = 86_400_000;

/**
 * Fills an IM server with the demo workspace: about forty conversations of every kind whose
 * messages were sent over the last weeks. Answers how many conversations were made.
 */
export async function loadDemo(client: ImClient, mediaUrl: string, now = Date.now()): Promise<number> {
  const context: SceneContext = { client, now, mediaUrl };
  const scenes = [...supportScenes, ...peopleScenes, ...edgeScenes, ...roomScenes];
  for (const scene of scenes) await loadScene(scene, context);
  for (const service of serviceScenes) await loadService(service, context);
  return scenes.length + serviceScenes.length;
}

async function loadService(scene: ServiceScene, context: SceneContext): Promise<void> {
  const { client, now } = context;
  const conversationId = await loadScene(scene, context);
  const path = `/1.2/rtm/service-conversations/${conversationId}`;
  for (const clientId of scene.subscribers) {
    await client.request("POST", `${path}/subscribers`, { client_id: clientId });
  }
  for (const { client: clientId, lines } of scene.direct) {
    const talk = { kind: scene.kind, lines, hoursAgo: scene.hoursAgo };
    await loadLines(conversationId, talk, schedule(talk, now), context, clientId);
  }
  for (const broadcast of scene.broadcasts) {
    await client.request("POST", "/1.2/rtm/broadcasts", {
      conv_id: conversationId,
      from_client: broadcast.from,
      message: buildTextMessage(broadcast.text),
      valid_till: now + broadcast.validDays * dayMs,
    });
  }
}
