import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  clientBlockSignatureText,
  conversationBlockSignatureText,
  historySignatureText,
  loginSignatureText,
  memberSignatureText,
  parseRequestSign,
  requestSignText,
  sortedMembers,
  startSignatureText,
  toMilliseconds,
} from "./signatures";

const base = { appId: "app1", clientId: "Tom", timestamp: 1614237989966, nonce: "n1" };
const hmac = (text: string) => createHmac("sha1", "mk-example").update(text).digest("hex");

describe("signature texts", () => {
  it.each([
    ["login", loginSignatureText(base), "e145e252baa91c172d85a8ba7b933968523fb9dc"],
    [
      "start",
      startSignatureText({ ...base, members: ["Mary", "Jerry"] }),
      "5aeb73e932ce8cfa382fe739c39d6962769b4174",
    ],
    [
      "invite",
      memberSignatureText({ ...base, conversationId: "c1", members: ["Mary", "Jerry"], action: "invite" }),
      "12ca214ccb2cf8fe979b98510c75e6616bbf2dec",
    ],
    [
      "history",
      historySignatureText({ ...base, conversationId: "c1" }),
      "c76fcb1519752d8838baa9d11c2e84358b6d909e",
    ],
    [
      "block",
      conversationBlockSignatureText({
        ...base,
        conversationId: "c1",
        members: ["Jerry"],
        action: "conversation-block-clients",
      }),
      "4923e35172472b957517dd3e297fe4940d806e11",
    ],
  ])("%s gives the published vector", (_name, text, expected) => {
    expect(hmac(text)).toBe(expected);
  });

  it("leaves the members of a client's own block list empty", () => {
    expect(
      clientBlockSignatureText({ ...base, conversationId: "c1", action: "client-block-conversations" }),
    ).toBe("app1:Tom:c1::1614237989966:n1:client-block-conversations");
  });

  it("sorts members by code unit, not by locale", () => {
    expect(sortedMembers(["b", "Z", "a", "é", "10", "9"])).toBe("10:9:Z:a:b:é");
  });
});

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
