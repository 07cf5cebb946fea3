import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../testing/start-test-server";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const batch = "/1.1/batch";

it("answers for a stream inside a batch instead of waiting for its end", async () => {
  const requests = [
    { method: "GET", path: "/parley/1/events" },
    { method: "GET", path: "/1.1/date" },
  ];
  const { body } = await server.call("POST", batch, { body: { requests } });
  expect(body).toEqual([
    { error: { code: 1, error: "A stream needs a connection of its own." } },
    { success: { __type: "Date", iso: expect.any(String) } },
  ]);
});

it("answers for a stream that a POST asks for by its method", async () => {
  const reply = await server.call("POST", "/parley/1/events", { body: { _method: "GET" } });
  expect(reply).toMatchObject({ status: 400, body: { code: 1 } });
});

it("refuses a batch inside a batch however its path is written", async () => {
  const paths = ["", "/", "?a=1", "#a"].map((end) => `${batch}${end}`);
  const requests = [...paths, "/1.1/%62atch", "/1.1/./batch", "/1.1/x/../batch"].map((path) => ({
    method: "POST",
    path,
    body: { requests: [] },
  }));
  const { body } = await server.call("POST", batch, { body: { requests } });
  const refused = { error: { code: 1, error: "A batch cannot contain a batch." } };
  expect(body).toEqual(requests.map(() => refused));
});
