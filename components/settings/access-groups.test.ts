import { expect, it } from "vitest";
import { capabilitySchema, permissionSchema } from "@/lib/contracts/session";
import { permissionGroups, shownCapabilities } from "./access-groups";

it("shows everything that can be allowed in an app, once", () => {
  const beyondApps = ["app.manage", "operator.manage", "audit.read"];
  const inApps = permissionSchema.options.filter((permission) => !beyondApps.includes(permission));
  expect(Object.values(permissionGroups).flat().sort()).toEqual(inApps.sort());
});

it("shows everything that a server can do", () => {
  expect([...shownCapabilities].sort()).toEqual([...capabilitySchema.options].sort());
});
