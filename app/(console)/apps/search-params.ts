import { parseAsBoolean, parseAsString } from "@/lib/url-state/parsers";

/** `?new=1` opens the form for a hosted app, `?edit={id}` that of a kept one. */
export const appsParams = { new: parseAsBoolean.withDefault(false), edit: parseAsString };
