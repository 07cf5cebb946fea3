import { describe, expect, it } from "vitest";
import { dayKey, formatBytes, formatLongDay, formatRelative, formatShort, utf8Bytes } from "./format";

const at = Date.UTC(2026, 10, 17, 6, 2, 11, 42);

describe("dates", () => {
  it("writes the day separator in each language", () => {
    expect(formatLongDay(at, "en", "Asia/Shanghai")).toBe("Tuesday, 17 November 2026");
    expect(formatLongDay(at, "zh-CN", "Asia/Shanghai")).toBe("2026年11月17日星期二");
  });
  it("groups by the viewer's day, not by UTC's", () => {
    const late = Date.UTC(2026, 10, 17, 18);
    expect(dayKey(late, "UTC")).toBe("2026-11-17");
    expect(dayKey(late, "Asia/Shanghai")).toBe("2026-11-18");
  });
  it("shortens by distance", () => {
    const now = Date.UTC(2026, 10, 17, 12);
    expect(formatShort(at, now, "en", "UTC")).toBe("06:02");
    expect(formatShort(at - 3 * 86_400_000, now, "en", "UTC")).toBe("14 Nov");
    expect(formatShort(at - 400 * 86_400_000, now, "en", "UTC")).toBe("13 Oct 2025");
  });
  it("says how long ago", () => {
    expect(formatRelative(at - 5 * 60_000, at, "en")).toBe("5 min ago");
    expect(formatRelative(at + 2 * 86_400_000, at, "zh-CN")).toBe("后天");
    expect(formatRelative(at - 4_000, at, "en")).toBe("now");
  });
});

describe("sizes", () => {
  it("scales by thousands", () => {
    expect(formatBytes(212, "en")).toBe("212 B");
    expect(formatBytes(18_400, "en")).toBe("18 kB");
    expect(formatBytes(1_440_000, "en")).toBe("1.4 MB");
  });
  it("counts UTF-8 bytes as the server does", () => {
    expect(utf8Bytes("耗子")).toBe(6);
    expect(utf8Bytes("👩‍👩‍👧")).toBe(18);
  });
});
