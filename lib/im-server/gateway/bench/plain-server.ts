import { createServer } from "node:http";
import { WebSocketServer } from "ws";

/** A `ws` server in a process of its own that sends as many bytes as it is told to everyone, in one loop. */
const http = createServer();
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });

process.on("message", (size: number) => {
  const body = Buffer.alloc(size);
  for (const socket of sockets.clients) socket.send(body);
});
process.on("disconnect", () => process.exit());
http.listen(0, "127.0.0.1", () => {
  const address = http.address();
  process.send?.(typeof address === "object" && address !== null ? address.port : 0);
});
