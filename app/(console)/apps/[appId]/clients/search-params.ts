import { parseAsString, parseAsStringLiteral } from "@/lib/url-state/parsers";

/** The page's URL: which view, and what is looked for. */
export const clientsSearchParams = {
  view: parseAsStringLiteral(["find", "watch-list"]).withDefault("find"),
  q: parseAsString.withDefault(""),
};
