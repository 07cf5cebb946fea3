import { parseAsBoolean } from "@/lib/url-state/parsers";

/** `?invite=1` opens the invitation form. */
export const operatorsParams = { invite: parseAsBoolean.withDefault(false) };
