import { expect, it } from "vitest";
import { formatDuration } from "./duration";

it.each([
  [0, "0 seconds"],
  [999, "0 seconds"],
  [1000, "1 second"],
  [61_000, "1 minute 1 second"],
  [3_600_000, "1 hour"],
  [5 * 3_600_000 + 12 * 60_000 + 3000, "5 hours 12 minutes"],
  [23 * 3_600_000 + 59 * 60_000, "23 hours"],
  [49 * 3_600_000, "2 days 1 hour"],
  [400 * 86_400_000, "400 days"],
])("%i ms reads %s", (ms, text) => {
  expect(formatDuration(ms, "en")).toBe(text);
});

it("is written in Chinese too", () => {
  expect(formatDuration(3_660_000, "zh-CN").replace(/\s/g, "")).toBe("1小时1分钟");
});
