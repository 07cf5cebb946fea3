import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "./parse-json";

const place = (text: string) => {
  const result = parseJson(text);
  return result.ok ? "ok" : `${result.error.line}:${result.error.column}`;
};

describe("parseJson", () => {
  it("marks the first mistake", () => {
    expect(place('{"a": 1,}')).toBe("1:9");
    expect(place('{\n  "a": 1\n  "b": 2\n}')).toBe("3:3");
    expect(place("{'a': 1}")).toBe("1:2");
    expect(place('{"a": undefined}')).toBe("1:7");
    expect(place("[1, 2")).toBe("1:6");
    expect(place('{"a": 1} x')).toBe("1:10");
    expect(place("")).toBe("1:1");
    expect(place('{"a": 01}')).toBe("1:7");
    expect(place('{"a": "x')).toBe("1:7");
    expect(place("[1}")).toBe("1:3");
  });
  it("says which characters cannot stand there", () => {
    const wrong = (text: string) => {
      const result = parseJson(text, { isObject: true });
      return result.ok ? null : text.slice(result.error.from, result.error.to);
    };
    expect(wrong('{"a": tru, "b": 1}')).toBe("tru");
    expect(wrong('{"a": 1,}')).toBe("}");
    expect(wrong("{'a': 1}")).toBe("'a'");
    expect(wrong('{"a": "x\n}')).toBe('"x');
    expect(wrong('{"a": 1')).toBe("");
    expect(wrong("[1]")).toBe("[1]");
  });
  it("asks for an object where one is needed", () => {
    expect(parseJson("[1]", { isObject: true })).toMatchObject({ ok: false, error: { kind: "notObject" } });
    expect(parseJson('{"a":[1]}', { isObject: true })).toEqual({ ok: true, value: { a: [1] } });
  });
  it("accepts what JSON.stringify writes and finds a place inside any broken text", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), (value, cut) => {
        const text = JSON.stringify(value, null, 2);
        expect(parseJson(text).ok).toBe(true);
        const broken = `${text.slice(0, cut % text.length)}\u0001`;
        const result = parseJson(broken);
        expect(result.ok).toBe(false);
        if (!result.ok) expect(result.error.line).toBeLessThanOrEqual(broken.split("\n").length);
      }),
    );
  });
});
