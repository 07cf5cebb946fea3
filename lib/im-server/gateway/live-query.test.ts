import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { openLab } from "../testing/devices";
import { connectRaw } from "../testing/raw-client";

type LiveQueryClient = { close(): Promise<void> };
type LiveQueries = { createLiveQueryClient(subscription: string): Promise<LiveQueryClient> };

/** The published plugin of live queries, which comes with `leancloud-storage`. */
const { LiveQueryPlugin } = createRequire(import.meta.url)("leancloud-realtime-plugin-live-query");

function hasLiveQueries(realtime: object): realtime is LiveQueries {
  return "createLiveQueryClient" in realtime;
}

it("lets in who waits for live queries alone, until that is over", async () => {
  const lab = await openLab("leancloud-realtime", { gateway: { loginTimeout: 200, sweepInterval: 10 } });
  const { realtime } = await lab.device({ plugins: [LiveQueryPlugin] });
  if (!hasLiveQueries(realtime)) throw new Error("the plugin is loaded");
  const losses: unknown[] = [];
  const lost = new Promise((resolve) => realtime.on("disconnect", resolve));
  void lost.then((event) => losses.push(event));
  const live = await realtime.createLiveQueryClient("subscription");
  // Who has not logged in at all is closed meanwhile.
  for (let times = 0; times < 3; times += 1) expect(await (await connectRaw(lab.server)).closed).toBe(4108);
  expect(losses).toEqual([]);
  await live.close();
  await lab.close();
});
