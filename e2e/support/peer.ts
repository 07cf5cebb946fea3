import { WebSocket } from "ws";
import { running } from "./running";

/** Logs a client in over the JSON protocol, which needs no SDK; answers how it leaves. */
export async function logIn(clientId: string): Promise<{ leave: () => void }> {
  const { imUrl, appId } = running();
  const socket = new WebSocket(`${imUrl.replace(/^http/, "ws")}/`);
  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject);
    socket.once("open", () =>
      socket.send(JSON.stringify({ cmd: "session", op: "open", appId, peerId: clientId })),
    );
    socket.once("message", () => resolve());
  });
  return { leave: () => socket.close() };
}
