import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dressBareAnswers } from "./bare-answers";

let end = () => {};
let port = 0;
/** Answers as Next does for a route that has GET alone, and tells the address that it was asked for. */
const server = http.createServer(({ method, url }, response) => {
  const end = response.end.bind(response);
  // As its compression does.
  response.end = ((chunk?: string) => {
    if (!response.headersSent) response.writeHead(response.statusCode);
    return end(chunk);
  }) as typeof response.end;
  if (method === "OPTIONS") return response.writeHead(204, { allow: "GET, HEAD, OPTIONS" }).end();
  if (method === "GET") return response.end(url);
  response.statusCode = method === "TRACE" ? 500 : 405;
  if (method === "TRACE") response.setHeader("content-length", 21);
  return response.end(method === "TRACE" ? "Internal Server Error" : undefined);
});

beforeAll(async () => {
  end = dressBareAnswers();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  end();
  server.closeAllConnections();
  server.close();
});

/** By hand: fetch neither sends TRACE nor malformed addresses. */
function call(method: string, path: string) {
  return new Promise<{ status?: number; headers: http.IncomingHttpHeaders; text: string }>(
    (resolve, reject) => {
      const asked = http.request({ host: "127.0.0.1", port, method, path }, async (answer) => {
        let text = "";
        for await (const chunk of answer) text += chunk;
        resolve({ status: answer.statusCode, headers: answer.headers, text });
      });
      asked.on("error", reject).end();
    },
  );
}

test.each(["DELETE", "TRACE"])("%s where the API has no such method tells those it has", async (method) => {
  const answer = await call(method, "/api/audit?a=1");
  expect(answer.status).toBe(405);
  expect(answer.headers).toMatchObject({ allow: "GET, HEAD, OPTIONS", "content-type": "application/json" });
  expect(answer.headers["content-security-policy"]).toContain("default-src 'none'");
  expect(JSON.parse(answer.text)).toEqual({
    error: {
      code: "bad_request",
      message: `${method} is not possible here: GET, HEAD, OPTIONS are.`,
      fault: "you",
      requestId: answer.headers["x-request-id"],
    },
  });
});

test("TRACE of a page is refused, and is no failure", async () => {
  const answer = await call("TRACE", "/apps");
  expect(answer).toMatchObject({ status: 405, text: "", headers: { allow: "GET, HEAD" } });
});

test("what a page answers is left as it is", async () => {
  expect(await call("DELETE", "/apps")).toMatchObject({ status: 405, text: "" });
});

test.each([
  ["/apps/%ff/conversations?q=%ff%", "/apps/%EF%BF%BD/conversations?q=%ff%"],
  ["/api/apps/100%/x", "/api/apps/100%EF%BF%BD/x"],
  ["/apps/%E7%8C%AB%20a", "/apps/%E7%8C%AB%20a"],
])("%s is read as %s", async (path, read) => {
  expect((await call("GET", path)).text).toBe(read);
});
