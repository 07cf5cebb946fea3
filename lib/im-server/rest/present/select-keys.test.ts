import { describe, expect, it } from "vitest";
import { selectKeys } from "./select-keys";

const row = {
  objectId: "1",
  createdAt: "c",
  updatedAt: "u",
  name: "n",
  attr: { a: 1, b: { c: 2, d: 3 } },
  m: [],
};

describe("selectKeys", () => {
  it("keeps everything without keys", () => {
    expect(selectKeys(row, undefined)).toBe(row);
    expect(selectKeys(row, " , ")).toBe(row);
  });

  it("keeps the named columns and always the id and dates", () => {
    expect(selectKeys(row, "name,missing")).toEqual({
      objectId: "1",
      createdAt: "c",
      updatedAt: "u",
      name: "n",
    });
  });

  it("keeps single entries of an object without touching the row", () => {
    const selected = selectKeys(row, "attr.a,attr.b.c");
    expect(selected.attr).toEqual({ a: 1, b: { c: 2 } });
    expect(row.attr.b).toEqual({ c: 2, d: 3 });
    expect(selectKeys(row, "attr,attr.a").attr).toEqual(row.attr);
  });

  it("leaves named columns out", () => {
    expect(selectKeys(row, "-m,-objectId,-attr")).toEqual({
      objectId: "1",
      createdAt: "c",
      updatedAt: "u",
      name: "n",
    });
  });

  it("leaves single entries out without touching the row", () => {
    const selected = selectKeys(row, "-attr.b.c,-attr.objectId,-name.x,-missing.y");
    expect(selected).toEqual({ ...row, attr: { a: 1, b: { d: 3 } } });
    expect(row.attr.b).toEqual({ c: 2, d: 3 });
    expect(selectKeys(row, "attr,-attr.a").attr).toEqual({ b: row.attr.b });
  });

  it("keeps pointers and what they led to the objects that they are", () => {
    const pointer = { __type: "Pointer", className: "_Conversation", objectId: "2" };
    const included = { ...pointer, __type: "Object", createdAt: "c", updatedAt: "u", name: "x" };
    expect(
      selectKeys(
        { pointer, conv: included, other: { ...included, more: 1 } },
        "pointer.a,conv.name,other.more",
      ),
    ).toEqual({
      pointer,
      conv: included,
      other: { ...included, name: undefined, more: 1 },
    });
  });

  it("reaches no prototype", () => {
    expect(selectKeys(row, "__proto__,__proto__.x,constructor,attr.__proto__.y")).toEqual({
      objectId: "1",
      createdAt: "c",
      updatedAt: "u",
      attr: {},
    });
    expect(Reflect.get({}, "y")).toBeUndefined();
  });
});
