import { afterAll, beforeAll, expect, it } from "vitest";
import { connectRaw } from "../../testing/raw-client";
import { startTestServer, type TestServer } from "../../testing/start-test-server";

/** Stands still, so that many edits have the same time. */
let clock = 1_795_000_000_000;
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ now: () => clock });
});
afterAll(() => server.close());

it("tells of every edit that was missed, however many and however close together", async () => {
  const tom = await connectRaw(server);
  await tom.open("Tom");
  const { convMessage } = await tom.ask({ cmd: "conv", op: "start", convMessage: { m: ["Jerry"] } });
  const cid = convMessage?.cid;
  const sent = await Promise.all(
    Array.from({ length: 130 }, (_, index) =>
      tom.ask({ cmd: "direct", directMessage: { cid, msg: `${index}` } }),
    ),
  );
  const lastPatchTime = clock;
  for (let start = 0; start < sent.length; start += 10) {
    clock += start % 30 === 0 ? 1 : 0;
    const patches = sent.slice(start, start + 10).map(({ ackMessage }) => {
      return { cid, mid: ackMessage?.uid, timestamp: ackMessage?.t, recall: false, data: "edited" };
    });
    await tom.ask({ cmd: "patch", op: "modify", patchMessage: { patches } });
  }
  const jerry = await connectRaw(server);
  await jerry.open("Jerry", { r: true, lastPatchTime });
  const seen = new Map<string | undefined, number>();
  while (seen.size < sent.length) {
    const push = await jerry.next(({ cmd }) => cmd === "patch");
    for (const { mid } of push.patchMessage?.patches ?? []) seen.set(mid, (seen.get(mid) ?? 0) + 1);
  }
  expect([...seen.values()].every((times) => times === 1)).toBe(true);
  tom.close();
  jerry.close();
});
