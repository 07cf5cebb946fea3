import { expect, it } from "vitest";
import { hookNames } from "@/lib/protocol/app-settings";
import { hookGroups } from "./hook-groups";

it("has every hook once", () => {
  const shown: string[] = hookGroups.flatMap((group) => [...group.hooks]);
  expect(shown.sort()).toEqual([...hookNames].sort());
});
