import { describe, expect, test } from "vitest";
import { type Permission, permissionSchema, type Role } from "@/lib/contracts/session";
import { consolePermissionsOf, isAllowed, isBoundToSenderIds, permissionsOf, roleOn } from "./permissions";

const expected: Record<Permission, [agent: boolean, moderator: boolean, admin: boolean]> = {
  "conversation.read": [true, true, true],
  "conversation.create": [true, true, true],
  "conversation.edit": [true, true, true],
  "conversation.delete": [false, false, true],
  "message.send": [true, true, true],
  "message.edit": [false, true, true],
  "message.recall": [false, true, true],
  "message.delete": [false, true, true],
  "member.mute": [false, true, true],
  "member.silence": [false, true, true],
  "member.block": [false, true, true],
  "member.role": [false, true, true],
  "client.kick": [false, true, true],
  "signature.check": [false, true, true],
  "signature.make": [false, false, true],
  "service.create": [false, false, true],
  "service.subscribers": [false, false, true],
  "service.send": [false, false, true],
  "broadcast.send": [false, false, true],
  "broadcast.manage": [false, false, true],
  // Outside any app: only for an admin of every app.
  "app.manage": [false, false, false],
  "operator.manage": [false, false, false],
  "audit.read": [false, false, false],
};
const consoleWide: Permission[] = ["app.manage", "operator.manage", "audit.read"];
const roles: Role[] = ["agent", "moderator", "admin"];

describe.each(roles)("%s", (role) => {
  test.each(permissionSchema.options)("%s on one app", (permission) => {
    const held = expected[permission][roles.indexOf(role)];
    expect(permissionsOf(role).includes(permission)).toBe(held);
    const grants = [{ appId: "a", role }];
    expect(isAllowed(grants, permission, "a")).toBe(held);
    expect(isAllowed(grants, permission, "b")).toBe(false);
    expect(isAllowed(grants, permission, null)).toBe(false);
  });

  test.each(permissionSchema.options)("%s with a grant on every app", (permission) => {
    const grants = [{ appId: "*", role }];
    const runsConsole = role === "admin" && consoleWide.includes(permission);
    expect(isAllowed(grants, permission, "any")).toBe(
      runsConsole || expected[permission][roles.indexOf(role)],
    );
    expect(isAllowed(grants, permission, null)).toBe(runsConsole);
  });
});

test("no grant allows nothing", () => {
  expect(roleOn([], "a")).toBeNull();
  expect(consolePermissionsOf([])).toEqual([]);
  for (const permission of permissionSchema.options) {
    expect(isAllowed([], permission, "a") || isAllowed([], permission, null)).toBe(false);
  }
});

test("the higher of two grants counts, whichever comes first", () => {
  const own = { appId: "a", role: "moderator" } as const;
  expect(roleOn([own, { appId: "*", role: "agent" }], "a")).toBe("moderator");
  expect(roleOn([{ appId: "*", role: "admin" }, own], "a")).toBe("admin");
  expect(roleOn([own, { appId: "*", role: "agent" }], "b")).toBe("agent");
});

test("only agents are bound to sender ids", () => {
  expect(roles.filter(isBoundToSenderIds)).toEqual(["agent"]);
});
