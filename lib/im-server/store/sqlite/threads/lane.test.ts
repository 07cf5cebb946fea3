import { describe, expect, test } from "vitest";
import type { StoreError } from "../../errors";
import { type LaneOptions, openLane } from "./lane";
import { revivingLane } from "./reviving-lane";
import { threadCode } from "./thread-code";

const options = {
  data: {
    role: "reader",
    code: threadCode(new URL("../../../testing/crashing.worker.ts", import.meta.url)),
    file: "",
    queryBudget: 0,
    historyAge: null,
  },
  maxPending: 100,
  timeout: null,
} satisfies Omit<LaneOptions, "onDeath">;

describe("a thread's death", { timeout: 60_000 }, () => {
  test.each(["die", "exit"])("rejects what is pending and is told (%s)", async (how) => {
    const deaths: StoreError[] = [];
    const lane = openLane({ ...options, onDeath: (error) => deaths.push(error) });
    await lane.ready;
    const results = await Promise.allSettled([
      lane.call("echo", [1]),
      lane.call("hang", []),
      lane.call(how, []),
      lane.call("echo", [2]),
    ]);
    expect(results.map((result) => result.status)).toEqual(["fulfilled", "rejected", "rejected", "rejected"]);
    expect(results[3]).toMatchObject({ reason: { name: "StoreError", code: "unavailable" } });
    expect(deaths.map(({ code }) => code)).toEqual(["unavailable"]);
    await expect(lane.call("echo", [])).rejects.toMatchObject({ code: "unavailable" });
    await lane.close();
  });

  test("is followed by a new thread where that is wanted", async () => {
    const lane = revivingLane(options);
    await lane.ready;
    await expect(lane.call("die", [])).rejects.toMatchObject({ code: "unavailable" });
    await expect
      .poll(() => lane.call("echo", ["back"]).catch(() => "dead"), { timeout: 15_000 })
      .toEqual(["back"]);
    await lane.close();
    await expect(lane.call("echo", [])).rejects.toMatchObject({ code: "closed" });
  });

  test("is brought about when it is stuck", async () => {
    const lane = revivingLane({ ...options, timeout: 200 });
    await lane.ready;
    await expect(lane.call("spin", [])).rejects.toMatchObject({ code: "unavailable" });
    await expect
      .poll(() => lane.call("echo", ["back"]).catch(() => "dead"), { timeout: 15_000 })
      .toEqual(["back"]);
    await lane.close();
  });
});

test("more than the thread may have waiting is refused at once", async () => {
  const lane = openLane({ ...options, maxPending: 3, onDeath: () => undefined });
  await lane.ready;
  const waiting = Array.from({ length: 3 }, () => lane.call("hang", []));
  await expect(lane.call("echo", [])).rejects.toMatchObject({ code: "unavailable" });
  const closed = lane.close();
  await Promise.all(waiting.map((call) => expect(call).rejects.toMatchObject({ code: "closed" })));
  await closed;
});
