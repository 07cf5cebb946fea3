import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { openLab } from "../testing/devices";
import { connectRaw } from "../testing/raw-client";

const HOUR = 3_600_000;
type LiveQueryClient = { close(): Promise<void> };
type LiveQueries = { createLiveQueryClient(subscription: string): Promise<LiveQueryClient> };

/** The published plugin of live queries, which comes with `leancloud-storage`. */
const { LiveQueryPlugin } = createRequire(import.meta.url)("leancloud-realtime-plugin-live-query");

function hasLiveQueries(realtime: object): realtime is LiveQueries {
  return "createLiveQueryClient" in realtime;
}

it("lets in who waits for live queries alone, until that is over", async () => {
  const clock = { ahead: 0 };
  const lab = await openLab("leancloud-realtime", {
    now: () => Date.now() + clock.ahead,
    gateway: { loginTimeout: HOUR, idleTimeout: 10 * HOUR, sweepInterval: 10 },
  });
  const { realtime } = await lab.device({ plugins: [LiveQueryPlugin] });
  if (!hasLiveQueries(realtime)) throw new Error("the plugin is loaded");
  const losses: unknown[] = [];
  const lost = new Promise((resolve) => realtime.on("disconnect", resolve));
  void lost.then((event) => losses.push(event));
  const live = await realtime.createLiveQueryClient("subscription");
  // Who has not logged in at all is closed meanwhile.
  const stranger = await connectRaw(lab.server);
  clock.ahead = 2 * HOUR;
  expect(await stranger.closed).toBe(4108);
  expect(losses).toEqual([]);
  await live.close();
  await lab.close();
});
