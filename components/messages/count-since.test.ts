import { expect, it } from "vitest";
import { countSince } from "./count-since";

const message = (timestamp: number, from: string) => ({ id: `m${timestamp}`, from, timestamp });
const messages = [message(1, "Tom"), message(2, "Jerry"), message(3, "support"), message(4, "Jerry")];
const now = { messages, isComplete: true, beyond: 0, own: new Set<string>() };

it("counts nothing while nothing is being written", () => {
  expect(countSince(null, now)).toEqual({ count: 0, names: [] });
});

it("counts what came since, by whom", () => {
  expect(countSince({ at: 1, beyond: 0 }, now)).toEqual({ count: 3, names: ["Jerry", "support"] });
  expect(countSince({ at: 4, beyond: 0 }, now)).toEqual({ count: 0, names: [] });
});

it("leaves out what was sent from here, not what a colleague sent under the same name", () => {
  const own = new Set(["m3"]);
  expect(countSince({ at: 1, beyond: 0 }, { ...now, own })).toEqual({ count: 2, names: ["Jerry"] });
  expect(countSince({ at: 2, beyond: 0 }, now).names).toContain("support");
});

it("only counts what is not in memory", () => {
  const away = { ...now, isComplete: false, beyond: 5 };
  expect(countSince({ at: 0, beyond: 2 }, away)).toEqual({ count: 3, names: [] });
  expect(countSince({ at: 0, beyond: 9 }, away)).toEqual({ count: 0, names: [] });
});
