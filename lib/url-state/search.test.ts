import { describe, expect, it } from "vitest";
import {
  parseAsArrayOf,
  parseAsBoolean,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from "./parsers";
import { changeSearch, createLoader, createSerializer, readValues } from "./search";

const parsers = {
  q: parseAsString.withDefault(""),
  at: parseAsString,
  page: parseAsInteger.withDefault(1),
  all: parseAsBoolean.withDefault(false),
  kind: parseAsStringLiteral(["text", "image"]),
  to: parseAsArrayOf(parseAsString).withDefault([]),
};
const read = (text: string) => readValues(parsers, new URLSearchParams(text));

describe("readValues", () => {
  it("reads what is there and fills in the rest", () => {
    expect(read("q=a+b&page=7&all=true&kind=image&to=x,y&at=5.m%2B1")).toEqual({
      q: "a b",
      at: "5.m+1",
      page: 7,
      all: true,
      kind: "image",
      to: ["x", "y"],
    });
    expect(read("")).toEqual({ q: "", at: null, page: 1, all: false, kind: null, to: [] });
  });
  it("takes what it cannot read as not there", () => {
    expect(read("page=many&kind=photo&all=yes")).toMatchObject({ page: 1, kind: null, all: false });
  });
});

describe("changeSearch", () => {
  const change = (text: string, values: Parameters<typeof changeSearch<typeof parsers>>[2]) =>
    changeSearch(parsers, new URLSearchParams(text), values);
  it("changes only what is named and keeps what belongs to others", () => {
    expect(change("q=a&other=1&page=3", { page: null, at: "5.m" })).toBe("?q=a&other=1&at=5.m");
    expect(change("q=a", { q: undefined })).toBe("?q=a");
  });
  it("does not write defaults and ends without a question mark", () => {
    expect(change("q=a&page=2", { q: "", page: 1 })).toBe("");
  });
  it("stays readable and comes back as it was", () => {
    const to = ["a,b", "100%", "%2C", "王五"];
    const query = change("", { to, q: 'from:Tom "x&y" + #' });
    expect(query).toContain("q=from:Tom");
    expect(read(query.slice(1))).toMatchObject({ to, q: 'from:Tom "x&y" + #' });
  });
});

describe("createSerializer and createLoader", () => {
  it("writes onto a path that may have a query already", () => {
    const serialize = createSerializer(parsers);
    expect(serialize("/x?z=1", { page: 2, q: "" })).toBe("/x?z=1&page=2");
    expect(serialize({ q: "a" })).toBe("?q=a");
    expect(serialize("/x", {})).toBe("/x");
  });
  it("reads a page's searchParams, the first of a repeated name", async () => {
    const load = createLoader({ q: parsers.q, page: parsers.page });
    expect(await load(Promise.resolve({ q: ["a", "b"], page: undefined }))).toEqual({ q: "a", page: 1 });
    expect(load({ page: "3" })).toEqual({ q: "", page: 3 });
  });
});
