import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parseRequestSign, requestSignText, toMilliseconds } from "./signatures";

describe("X-LC-Sign", () => {
  const sign = "603b59ec1b6dcb52ead2dcbe35143270";

  it("is the MD5 of time and key", () => {
    const text = requestSignText(1453014943466, "ak-example");
    expect(createHash("md5").update(text).digest("hex")).toBe(sign);
  });

  it("is read with and without the master mark", () => {
    expect(parseRequestSign(`${sign},1453014943466`)).toEqual({
      sign,
      timestamp: 1453014943466,
      master: false,
    });
    expect(parseRequestSign(`${sign.toUpperCase()},1453014943466,master`)).toEqual({
      sign,
      timestamp: 1453014943466,
      master: true,
    });
  });

  it.each(["", sign, `${sign},`, `${sign},12a`, `${sign},1,root`, `${sign},1,master,x`, "zz,1"])(
    "refuses %j",
    (header) => {
      expect(parseRequestSign(header)).toBeNull();
    },
  );

  it("takes times below 1e11 as seconds", () => {
    expect(toMilliseconds(1614237989)).toBe(1614237989000);
    expect(toMilliseconds(1614237989966)).toBe(1614237989966);
  });
});
