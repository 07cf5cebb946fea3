import { describe, expect, it } from "vitest";
import { parseSettings } from "./settings";

const hosted = {
  LEANCLOUD_SERVER_URL: "https://abc.api.example.com/",
  LEANCLOUD_APP_ID: "abc",
  LEANCLOUD_APP_KEY: "key",
  LEANCLOUD_MASTER_KEY: "master",
};

describe("parseSettings", () => {
  it("has a default for everything", () => {
    expect(parseSettings({})).toEqual({
      ok: true,
      settings: {
        dataDir: ".data",
        consolePort: 3000,
        consoleHost: "127.0.0.1",
        consoleUrl: null,
        imPort: 3100,
        imHost: "127.0.0.1",
        imUrl: null,
        imAppId: null,
        imAppKey: null,
        imMasterKey: null,
        imQuotas: "off",
        imHistoryDays: null,
        imIdleDays: null,
        adminEmail: "admin@parley.localhost",
        adminPassword: null,
        secret: null,
        demo: true,
        embedded: true,
        hosted: null,
        allowPrivateHosts: false,
        trustedProxies: [],
        oidc: null,
      },
    });
  });

  it("takes empty variables for unset ones", () => {
    const result = parseSettings({ PARLEY_CONSOLE_PORT: "", PARLEY_ADMIN_EMAIL: "" });
    expect(result.ok && result.settings.consolePort).toBe(3000);
  });

  it("makes a hosted app of the four variables and leaves the embedded server out", () => {
    const result = parseSettings(hosted);
    expect(result).toMatchObject({
      ok: true,
      settings: { embedded: false, hosted: { serverUrl: "https://abc.api.example.com", appId: "abc" } },
    });
    expect(parseSettings({ ...hosted, PARLEY_EMBEDDED: "1" })).toMatchObject({
      settings: { embedded: true },
    });
  });

  it.each([
    [{ PARLEY_CONSOLE_PORT: "80a" }, "PARLEY_CONSOLE_PORT must be a port number"],
    [{ PARLEY_IM_PORT: "70000" }, "PARLEY_IM_PORT must be a port number"],
    [{ PARLEY_IM_PORT: "0x50" }, "PARLEY_IM_PORT must be a port number"],
    [{ PARLEY_CONSOLE_URL: "chat.example.com" }, "PARLEY_CONSOLE_URL must be the console's public address"],
    [{ PARLEY_CONSOLE_URL: "https://example.com/chat" }, "PARLEY_CONSOLE_URL must be the console's public"],
    [{ PARLEY_DEMO: "yes" }, "PARLEY_DEMO must be 1 or 0"],
    [{ PARLEY_ADMIN_EMAIL: "admin" }, "PARLEY_ADMIN_EMAIL must be an e-mail address"],
    [{ PARLEY_ADMIN_PASSWORD: "short" }, "PARLEY_ADMIN_PASSWORD must have at least 12"],
    [{ PARLEY_SECRET: "short" }, "PARLEY_SECRET must have at least 32"],
    [{ PARLEY_IM_MASTER_KEY: "a b" }, "PARLEY_IM_MASTER_KEY must be 8 to 128"],
    [{ PARLEY_IM_HISTORY_DAYS: "1.5" }, "PARLEY_IM_HISTORY_DAYS must be a whole number of days"],
    [{ PARLEY_IM_QUOTAS: "some" }, "PARLEY_IM_QUOTAS must be off, commercial"],
    [{ PARLEY_IM_QUOTAS: '{"normalPerMinute":"many"}' }, "PARLEY_IM_QUOTAS must be off, commercial"],
    [{ PARLEY_IM_QUOTAS: '{"normalPerMinute":0}' }, "PARLEY_IM_QUOTAS must be off, commercial"],
    [{ PARLEY_IM_QUOTAS: '{"perHour":5}' }, "PARLEY_IM_QUOTAS must be off, commercial"],
    [{ ...hosted, LEANCLOUD_SERVER_URL: "abc.api.example.com" }, "LEANCLOUD_SERVER_URL must be a URL"],
    [
      { LEANCLOUD_APP_ID: "abc" },
      "LEANCLOUD_SERVER_URL, LEANCLOUD_APP_KEY, LEANCLOUD_MASTER_KEY must be set",
    ],
    [{ ...hosted, LEANCLOUD_SERVER_URL: "http://10.0.0.1" }, "LEANCLOUD_SERVER_URL must start with https"],
    [{ ...hosted, LEANCLOUD_SERVER_URL: "ftp://a.example" }, "LEANCLOUD_SERVER_URL must be a URL"],
  ])("says what is wrong with %j", (env, problem) => {
    const result = parseSettings(env);
    expect(result.ok).toBe(false);
    expect(!result.ok && result.problems[0]).toContain(problem);
  });

  it("takes the public address with or without a slash at its end", () => {
    for (const url of ["https://chat.example.com", "https://chat.example.com:8443/"]) {
      expect(parseSettings({ PARLEY_CONSOLE_URL: url }).ok, url).toBe(true);
    }
  });

  it("never repeats a value, which may be a secret", () => {
    const result = parseSettings({ PARLEY_SECRET: "tooshortsecret" });
    expect(JSON.stringify(result)).not.toContain("tooshortsecret");
  });

  it.each(["off", "commercial", "developer", '{"normalPerMinute":60}'])("accepts the quotas %s", (quotas) => {
    expect(parseSettings({ PARLEY_IM_QUOTAS: quotas })).toMatchObject({ settings: { imQuotas: quotas } });
  });

  it("takes addresses and networks of trusted proxies, and nothing else", () => {
    const read = (text: string) => parseSettings({ PARLEY_TRUSTED_PROXIES: text });
    const networks = ["10.0.0.1", "10.0.0.0/8", "::1", "fd00::/8"];
    expect(read(networks.join(", "))).toMatchObject({ ok: true, settings: { trustedProxies: networks } });
    for (const text of ["10", "10.0.0.0/33", "10.0.0.0/8/8", "a/8", "::1/129", "10.0.0.0/"]) {
      expect(read(text).ok, text).toBe(false);
    }
  });
});
