import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseChatLog } from "./parse-chat-log";

const day = Date.UTC(2008, 3, 27);
const realLog = "../shared/data/ubuntu-irc-2008-04-27.txt";

describe("parseChatLog", () => {
  it("reads messages and actions and counts notices", () => {
    const log = parseChatLog(
      ["[04:46] <a> hi  there ", "=== a is now known as b", "[04:46]  * b sits", "[04:47] <c> <b> yes"].join(
        "\n",
      ),
      day,
    );
    expect(log).toEqual({
      notices: 1,
      lines: [
        { from: "a", text: "hi  there ", timestamp: day + 286 * 60_000 },
        { from: "b", text: "* b sits", timestamp: day + 286 * 60_000 + 1 },
        { from: "c", text: "<b> yes", timestamp: day + 287 * 60_000 },
      ],
    });
  });

  it("begins a new day after midnight, and not because of a line that came a minute late", () => {
    const { lines } = parseChatLog("[23:59] <a> x\n[23:58] <a> late\n[00:01] <a> y", day);
    expect(lines.map((line) => line.timestamp - day)).toEqual([
      1439 * 60_000,
      1439 * 60_000 + 1,
      86_400_000 + 60_000,
    ]);
  });

  it.skipIf(!existsSync(realLog))("reads every message of the public log", () => {
    const text = readFileSync(realLog, "utf8");
    const { lines, notices } = parseChatLog(text, day);
    expect(lines.length + notices).toBe(text.split("\n").filter((line) => line !== "").length);
    expect(notices).toBe(text.split("\n").filter((line) => line.startsWith("===")).length);
    expect(new Set(lines.map((line) => line.timestamp)).size).toBe(lines.length);
  });
});
