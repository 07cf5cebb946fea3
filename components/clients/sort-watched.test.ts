import { expect, it } from "vitest";
import { sortWatched } from "./sort-watched";

const clients = ["dora", "ann", "cat", "bob"].map((clientId) => ({ clientId, note: "", addedAt: 0 }));
const ids = (presence: Parameters<typeof sortWatched>[1]) =>
  sortWatched(clients, presence).map(({ clientId }) => clientId);

it("puts who is online first, then who was lately, then the rest by id", () => {
  expect(ids({ online: ["dora", "cat"], seenAt: { bob: 2000 } })).toEqual(["cat", "dora", "bob", "ann"]);
  expect(ids({ online: [], seenAt: { ann: 1, dora: 2 } })).toEqual(["dora", "ann", "bob", "cat"]);
});

it("goes by id, and says that presence is not known, until it is", () => {
  expect(ids(undefined)).toEqual(["ann", "bob", "cat", "dora"]);
  expect(sortWatched(clients, undefined)[0]).toEqual({
    clientId: "ann",
    note: "",
    isOnline: null,
    lastSeenAt: null,
  });
});
