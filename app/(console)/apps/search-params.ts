import { createLoader, parseAsBoolean, parseAsString } from "nuqs/server";

/** `?new=1` opens the form for a hosted app, `?edit={id}` that of a kept one. */
export const appsParams = { new: parseAsBoolean.withDefault(false), edit: parseAsString };

export const loadAppsParams = createLoader(appsParams);
