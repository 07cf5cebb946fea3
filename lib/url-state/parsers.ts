/** How one value stands in the address: read back as null when it is not there or not readable. */
export interface Parser<Value> {
  parse: (text: string) => Value | null;
  serialize: (value: Value) => string;
  /** The same with a value for when there is none; that value itself is not written into the address. */
  withDefault: (value: Value) => ParserWithDefault<Value>;
}

export interface ParserWithDefault<Value> extends Parser<Value> {
  defaultValue: Value;
}

/** Parsers of any value types; each knows its own, as the mapped types below say. */
export type Parsers = Record<
  string,
  { parse: (text: string) => unknown; serialize: (value: never) => string }
>;

export type Values<Map extends Parsers> = {
  [Key in keyof Map]: Map[Key] extends ParserWithDefault<infer Value>
    ? Value
    : Map[Key] extends Parser<infer Value>
      ? Value | null
      : never;
};

/** A change: null takes a value away, undefined leaves it as it is. */
export type Change<Map extends Parsers> = {
  [Key in keyof Map]?: (Map[Key] extends Parser<infer Value> ? Value : never) | null | undefined;
};

function createParser<Value>(
  parse: (text: string) => Value | null,
  serialize: (value: Value) => string = String,
): Parser<Value> {
  const parser = { parse, serialize };
  return {
    ...parser,
    withDefault: (defaultValue) => ({ ...createParser(parse, serialize), defaultValue }),
  };
}

export const parseAsString = createParser<string>((text) => text);

export const parseAsInteger = createParser<number>((text) => {
  const value = Number.parseInt(text, 10);
  return Number.isNaN(value) ? null : value;
});

export const parseAsBoolean = createParser<boolean>((text) => text === "true");

/** One of a fixed set of texts. */
export function parseAsStringLiteral<const Literal extends string>(
  literals: readonly Literal[],
): Parser<Literal> {
  return createParser<Literal>((text) => literals.find((literal) => literal === text) ?? null);
}

/** Several values, separated by commas; a comma inside of one is escaped. */
export function parseAsArrayOf<Item>(item: Parser<Item>): Parser<readonly Item[]> {
  const hide = (text: string) => text.replaceAll("%", "%25").replaceAll(",", "%2C");
  const show = (text: string) => text.replaceAll("%2C", ",").replaceAll("%25", "%");
  return createParser<readonly Item[]>(
    (text) =>
      text === ""
        ? []
        : text.split(",").flatMap((piece) => {
            const value = item.parse(show(piece));
            return value === null ? [] : [value];
          }),
    (values) => values.map((value) => hide(item.serialize(value))).join(","),
  );
}

/** How a value stands in the address; null for the default, which is not written. */
export function serializeValue(parser: Parsers[string], value: unknown): string | null {
  // A map's values are typed by key where they are given; here key and value belong together already.
  const serialize = parser.serialize as (value: unknown) => string;
  const text = serialize(value);
  return "defaultValue" in parser && serialize(parser.defaultValue) === text ? null : text;
}
