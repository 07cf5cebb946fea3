import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { ApiError, apiGet, apiPost, isApiError, withQuery } from "./http";
import { operationIdFor } from "./operation-id";
import { isOver } from "./operations/is-over";
import { shouldRetry } from "./query-client";

const servers: Server[] = [];

async function serve(handler: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(handler);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

describe("http", () => {
  it("parses the API's error body", async () => {
    const url = await serve((_, response) => {
      response.writeHead(429, { "content-type": "application/json", "retry-after": "7" });
      response.end(
        JSON.stringify({
          error: { code: "rate_limited", message: "slow down", fault: "server", requestId: "r-1" },
        }),
      );
    });
    const error = await apiGet(url).catch((reason: unknown) => reason);
    expect(isApiError(error, "rate_limited")).toBe(true);
    expect(error).toMatchObject({ status: 429, fault: "server", requestId: "r-1", retryAfter: 7 });
    expect(shouldRetry(0, error)).toBe(false);
  });

  it("knows the outcome that was recorded from a refusal of one try", async () => {
    const failed = (headers: Record<string, string>) =>
      serve((_, response) => {
        response.writeHead(422, { "content-type": "application/json", ...headers });
        response.end(JSON.stringify({ error: { code: "upstream_rejected", message: "no", fault: "you" } }));
      });
    const outcome = async (url: string) => apiPost(url, {}).catch((reason: unknown) => reason);
    expect(isOver(await outcome(await failed({ "operation-recorded": "1" })))).toBe(true);
    expect(isOver(await outcome(await failed({})))).toBe(false);
    // The form has changed since: nothing of this try was kept.
    expect(isOver(new ApiError({ code: "conflict", message: "", status: 409, fault: "you" }))).toBe(true);
  });

  it("asks no second time for what the server does not offer", () => {
    const failed = { message: "", status: 501, fault: "server" as const };
    expect(shouldRetry(0, new ApiError({ ...failed, code: "not_supported" }))).toBe(false);
    expect(shouldRetry(0, new ApiError({ ...failed, code: "http_501" }))).toBe(true);
  });

  it("turns an unanswered call into code offline and an unreadable body into its status", async () => {
    const error = await apiGet("http://127.0.0.1:1/").catch((reason: unknown) => reason);
    expect(isApiError(error, "offline")).toBe(true);
    expect(shouldRetry(0, error)).toBe(true);
    expect(shouldRetry(2, error)).toBe(false);
    const url = await serve((_, response) =>
      response.writeHead(502, { "x-request-id": "r-2" }).end("<html>"),
    );
    expect(await apiGet(url).catch((reason: unknown) => reason)).toMatchObject({
      code: "http_502",
      fault: "parley",
      requestId: "r-2",
    });
  });

  it("rethrows an abort as it is", async () => {
    const url = await serve(() => {});
    const controller = new AbortController();
    const call = apiGet(url, { signal: controller.signal });
    controller.abort();
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
  });

  it("sends the operation id with every change and the same one for the same variables", async () => {
    const seen: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      seen.push(request.headers["idempotency-key"]?.toString());
      response.writeHead(204).end();
    });
    const variables = { text: "hi" };
    await apiPost(url, variables, { operationId: operationIdFor(variables) });
    await apiPost(url, variables, { operationId: operationIdFor(variables) });
    await apiPost(url, variables);
    expect(seen[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(seen[1]).toBe(seen[0]);
    expect(seen[2]).not.toBe(seen[0]);
  });

  it("builds query strings without empty values", () => {
    expect(withQuery("/a", { q: "x y", none: undefined, empty: "", list: ["1", "2"], zero: 0 })).toBe(
      "/a?q=x+y&list=1&list=2&zero=0",
    );
  });
});
