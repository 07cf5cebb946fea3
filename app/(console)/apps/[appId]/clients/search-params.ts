import { parseAsString } from "@/lib/url-state/parsers";

/** The page's URL: what is looked for. */
export const clientsSearchParams = { q: parseAsString.withDefault("") };
