import { parseAsBoolean } from "@/lib/url-state/parsers";

/** `?invite=true` opens the invitation form. */
export const operatorsParams = { invite: parseAsBoolean.withDefault(false) };
