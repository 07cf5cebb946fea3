import { parseAsString } from "nuqs/server";

/** The page's URL: what is looked for. */
export const clientsSearchParams = { q: parseAsString.withDefault("") };
