import { createLoader, parseAsBoolean } from "nuqs/server";

/** `?invite=1` opens the invitation form. */
export const operatorsParams = { invite: parseAsBoolean.withDefault(false) };

export const loadOperatorsParams = createLoader(operatorsParams);
