import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestConversation } from "@/lib/im-server/testing/builders";
import { startTestConsole, type TestConsole } from "./testing/start-test-console";
import { errorOf, type TestClient } from "./testing/test-client";

let parley: TestConsole;
let admin: TestClient;

beforeAll(async () => {
  const quotas = {
    normalPerMinute: 2,
    subscriberPerMinute: 1,
    subscriberPerDay: 1,
    broadcastPerMinute: 1,
    broadcastPerDay: 1,
  };
  parley = await startTestConsole({ im: { quotas } });
  admin = await parley.signIn("admin");
});
afterAll(() => parley.close());

test("a rate limit that lasts is told with the seconds to wait, and is no unknown outcome", async () => {
  const id = await createTestConversation(parley.im);
  const path = `/api/apps/embedded/conversations/${id}/messages`;
  const send = () => admin.send("POST", path, { from: "Tom", data: "x" });
  expect((await send()).status).toBe(200);
  expect((await send()).status).toBe(200);
  const limited = await send();
  expect(limited.status).toBe(429);
  expect(errorOf(limited)).toMatchObject({ code: "rate_limited", fault: "server" });
  expect(Number(limited.headers.get("retry-after"))).toBeGreaterThan(0);
});
