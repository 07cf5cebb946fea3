import { describe, expect, it } from "vitest";
import { clientHref, composeHref, messageHref } from "./hrefs";

describe("hrefs", () => {
  it("encodes ids of any kind", () => {
    expect(clientHref("a/b", "王 五?", "unread")).toBe(
      "/apps/a%2Fb/clients/%E7%8E%8B%20%E4%BA%94%3F?tab=unread",
    );
  });
  it("leads to a message's place", () => {
    const at = { conversationId: "c1", id: "m+1", timestamp: 5, toClientId: null };
    expect(messageHref("x", at)).toBe("/apps/x/conversations/c1?at=5.m%2B1");
    expect(messageHref("x", { ...at, toClientId: "Tom" })).toBe(
      "/apps/x/conversations/c1?client=Tom&at=5.m%2B1",
    );
  });
  it("leads to the compose page with what is known", () => {
    expect(composeHref("x")).toBe("/apps/x/broadcasts/new");
    expect(composeHref("x", { conversationId: "s", audience: "clients", to: ["a", "b"] })).toBe(
      "/apps/x/broadcasts/new?conversation=s&audience=clients&to=a%2Cb",
    );
  });
});
