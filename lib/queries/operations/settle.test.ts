import { expect, test } from "vitest";
import type { Operation } from "@/lib/contracts/common";
import { isUncertain } from "./is-uncertain";
import { settle } from "./settle";

const operation: Operation = {
  id: "00000000-0000-4000-8000-000000000000",
  action: "message.send",
  appId: "app",
  state: "unknown",
  startedAt: 1,
  settledAt: 2,
  result: null,
  error: {
    code: "unknowable",
    message: "Nobody knows.",
    fault: "server",
    requestId: "r",
    details: { why: "transient" },
  },
};

test("what nobody will ever know is told at once, and leaves the way free for a new try", async () => {
  const told = await settle({ operation, result: null }).catch((error: unknown) => error);
  expect(told).toMatchObject({ code: "unknowable", details: { why: "transient" } });
  expect(isUncertain(told)).toBe(false);
});
