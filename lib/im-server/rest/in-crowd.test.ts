import { expect, it } from "vitest";
import { createCrowd } from "../services/crowd";
import { inCrowd } from "./in-crowd";

it("lets nobody with the master key wait for the crowd", async () => {
  const context = { crowd: createCrowd({ atOnce: 1, capacity: 1 }) };
  let finish = (_said: string) => {};
  const first = inCrowd(context, { isMaster: false }, () => new Promise<string>((done) => (finish = done)));
  const second = inCrowd(context, { isMaster: false }, async () => "second");
  expect(await inCrowd(context, { isMaster: true }, async () => "operator")).toBe("operator");
  const third = inCrowd(context, { isMaster: false }, async () => "third");
  await expect(third).rejects.toMatchObject({ code: "query-too-expensive" });
  finish("first");
  expect(await Promise.all([first, second])).toEqual(["first", "second"]);
});
