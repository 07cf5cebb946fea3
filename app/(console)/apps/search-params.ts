import { parseAsBoolean, parseAsString } from "@/lib/url-state/parsers";
import { createLoader } from "@/lib/url-state/search";

/** `?new=1` opens the form for a hosted app, `?edit={id}` that of a kept one. */
export const appsParams = { new: parseAsBoolean.withDefault(false), edit: parseAsString };

export const loadAppsParams = createLoader(appsParams);
