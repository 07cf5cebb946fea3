import { NextRequest } from "next/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { POST } from "@/app/api/auth/[...nextauth]/route";
import { startTestConsole, type TestConsole } from "./testing/start-test-console";

let parley: TestConsole;
beforeAll(async () => {
  parley = await startTestConsole();
});
afterAll(() => parley.close());

const post = (body: BodyInit) =>
  POST(
    new NextRequest("http://console.test/api/auth/callback/credentials", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      duplex: "half",
    }),
    { params: Promise.resolve({ nextauth: ["callback", "credentials"] }) },
  );

test("a sign-in of endless size is refused before it is read", async () => {
  let pulled = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1;
      if (pulled > 1_000) controller.close();
      else controller.enqueue(new Uint8Array(4_096).fill(32));
    },
  });
  const answer = await post(endless);
  expect(answer.status).toBe(413);
  expect(pulled).toBeLessThan(20);
  expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
});

test("a sign-in that is no JSON is a bad request", async () => {
  expect((await post("{")).status).toBe(400);
});
