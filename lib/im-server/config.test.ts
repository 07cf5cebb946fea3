import { describe, expect, it } from "vitest";
import { quotaPlans } from "@/lib/protocol/limits";
import { readConfig } from "./config";

const required = {
  PARLEY_IM_APP_ID: "app-1",
  PARLEY_IM_APP_KEY: "app-key-of-a-test",
  PARLEY_IM_MASTER_KEY: "master-key-of-a-test",
};

describe("readConfig", () => {
  it("listens on this machine alone, without rates, unless told", () => {
    expect(readConfig({ ...required, PARLEY_IM_PORT: "", PARLEY_IM_HOST: "" })).toEqual({
      ok: true,
      config: {
        dataDir: ".data",
        host: "127.0.0.1",
        port: 3100,
        keys: { appId: "app-1", appKey: "app-key-of-a-test", masterKey: "master-key-of-a-test" },
        quotas: null,
        trustedProxies: [],
      },
    });
  });

  it("keeps messages and idle conversations for ever unless told for how long", () => {
    const days = (PARLEY_IM_HISTORY_DAYS: string, PARLEY_IM_IDLE_DAYS: string) => {
      const result = readConfig({ ...required, PARLEY_IM_HISTORY_DAYS, PARLEY_IM_IDLE_DAYS });
      return result.ok ? [result.config.historyDays, result.config.idleDays] : result.problem;
    };
    expect(days("", "")).toEqual([undefined, undefined]);
    expect(days("183", "90")).toEqual([183, 90]);
  });

  it.each([
    ["off", null],
    ["commercial", quotaPlans.commercial],
    ["developer", quotaPlans.developer],
    ['{"normalPerMinute":9000}', { ...quotaPlans.commercial, normalPerMinute: 9000 }],
  ])("reads quotas %s", (text, quotas) => {
    expect(readConfig({ ...required, PARLEY_IM_QUOTAS: text })).toMatchObject({
      ok: true,
      config: { quotas },
    });
  });

  it.each([
    [{ PARLEY_IM_PORT: "99999" }, "PARLEY_IM_PORT must be a port number"],
    [{ PARLEY_IM_PORT: "http" }, "PARLEY_IM_PORT must be a port number"],
    [{ PARLEY_IM_APP_ID: "" }, "PARLEY_IM_APP_ID must be set"],
    [{ PARLEY_IM_APP_ID: "a b" }, "PARLEY_IM_APP_ID must be"],
    [{ PARLEY_IM_APP_KEY: undefined }, "PARLEY_IM_APP_KEY must be set"],
    [{ PARLEY_IM_MASTER_KEY: "secret" }, "PARLEY_IM_MASTER_KEY must have at least 8 characters"],
    [{ PARLEY_IM_IDLE_DAYS: "0" }, "PARLEY_IM_IDLE_DAYS must be a whole number of days"],
    [{ PARLEY_IM_HISTORY_DAYS: "0" }, "PARLEY_IM_HISTORY_DAYS must be a whole number of days"],
    [{ PARLEY_IM_HISTORY_DAYS: "half a year" }, "PARLEY_IM_HISTORY_DAYS must be a whole number of days"],
    [{ PARLEY_IM_QUOTAS: "many" }, "PARLEY_IM_QUOTAS must be off"],
    [{ PARLEY_IM_QUOTAS: '{"normalPerMinute":0}' }, "PARLEY_IM_QUOTAS must be off"],
    [{ PARLEY_IM_QUOTAS: '{"perHour":5}' }, "PARLEY_IM_QUOTAS must be off"],
  ])("refuses %j and does not repeat it", (environment, problem) => {
    const result = readConfig({ ...required, ...environment });
    expect(result).toEqual({ ok: false, problem: expect.stringContaining(problem) });
    expect(JSON.stringify(result)).not.toContain("secret");
  });
});
