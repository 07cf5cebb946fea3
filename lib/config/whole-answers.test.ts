import http from "node:http";
import { connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import { lengthHeader, sendAnswersWhole } from "./whole-answers";

let end = () => {};
let server: http.Server | undefined;
afterEach(() => {
  end();
  server?.closeAllConnections();
  server?.close();
});

/** A server that answers as Next does: it asks for the head, writes the body, and ends on a later turn. */
async function serve(headers: Record<string, string>, pause: Promise<unknown>): Promise<number> {
  end = sendAnswersWhole();
  const started = http.createServer(async (_request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.flushHeaders();
    response.write("héllo");
    await pause;
    response.end();
  });
  server = started;
  await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
  const address = started.address();
  return typeof address === "object" && address ? address.port : 0;
}

/** Everything a client gets until `isEnough`, piece by piece. */
function receive(port: number, isEnough: (text: string) => boolean): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const pieces: string[] = [];
    const socket = connect(port, "127.0.0.1", () => socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
    socket.on("error", reject);
    socket.on("data", (data) => {
      pieces.push(data.toString());
      if (!isEnough(pieces.join(""))) return;
      socket.destroy();
      resolve(pieces);
    });
  });
}

test("an answer of known length leaves with its head, in one piece and unchunked", async () => {
  const port = await serve({ [lengthHeader]: "6" }, new Promise(setImmediate));
  const pieces = await receive(port, (text) => text.includes("héllo"));
  expect(pieces).toHaveLength(1);
  expect(pieces[0]).toMatch(/content-length: 6\r\n/i);
  expect(pieces[0]).not.toMatch(/transfer-encoding/i);
  expect(pieces[0]).not.toContain(lengthHeader);
});

test("what is written of an endless answer does not wait for its end", async () => {
  const port = await serve({}, new Promise(() => {}));
  const pieces = await receive(port, (text) => text.includes("héllo"));
  expect(pieces.join("")).toMatch(/transfer-encoding: chunked/i);
});
