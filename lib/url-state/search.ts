import { type Change, type Parsers, serializeValue, type Values } from "./parsers";

/** What Next gives a page as `searchParams`. */
export type SearchParams = Record<string, string | string[] | undefined>;

/** The values that an address holds. */
export function readValues<Map extends Parsers>(parsers: Map, search: URLSearchParams): Values<Map> {
  const values = Object.entries(parsers).map(([key, parser]) => {
    const text = search.get(key);
    const value: unknown = text === null ? null : parser.parse(text);
    return [key, value ?? ("defaultValue" in parser ? parser.defaultValue : null)];
  });
  return Object.fromEntries(values) as Values<Map>;
}

/** The query string after a change, with a leading `?`, or nothing. Parameters of others stay. */
export function changeSearch<Map extends Parsers>(
  parsers: Map,
  search: URLSearchParams,
  change: Change<Map>,
): string {
  const next = new URLSearchParams(search);
  for (const [key, parser] of Object.entries(parsers)) {
    const value: unknown = change[key];
    if (value === undefined) continue;
    const text = value === null ? null : serializeValue(parser, value);
    if (text === null) next.delete(key);
    else next.set(key, text);
  }
  return toQueryString(next);
}

/** A query string that people can read: what is harmless in one stays as it is. */
export function toQueryString(search: URLSearchParams): string {
  const text = search.toString().replace(/%(2C|3A|2F|40)/g, (code) => readable[code] ?? code);
  return text === "" ? "" : `?${text}`;
}

const readable: Record<string, string> = { "%2C": ",", "%3A": ":", "%2F": "/", "%40": "@" };

/** Writes addresses: `serialize(base, values)` or `serialize(values)`. */
export function createSerializer<Map extends Parsers>(parsers: Map) {
  function serialize(values: Change<Map>): string;
  function serialize(base: string, values: Change<Map>): string;
  function serialize(first: string | Change<Map>, second?: Change<Map>): string {
    const base = typeof first === "string" ? first : "";
    const change = typeof first === "string" ? (second ?? {}) : first;
    const [path = "", query = ""] = base.split("?");
    return `${path}${changeSearch(parsers, new URLSearchParams(query), change as Change<Map>)}`;
  }
  return serialize;
}

/** Reads a page's `searchParams` on the server, awaited or not; of a repeated name the first counts. */
export function createLoader<Map extends Parsers>(parsers: Map) {
  function load(given: SearchParams): Values<Map>;
  function load(given: Promise<SearchParams>): Promise<Values<Map>>;
  function load(given: SearchParams | Promise<SearchParams>): Values<Map> | Promise<Values<Map>> {
    return given instanceof Promise ? given.then(load) : readValues(parsers, toUrlSearch(given));
  }
  return load;
}

function toUrlSearch(given: SearchParams): URLSearchParams {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(given)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) search.set(key, first);
  }
  return search;
}
