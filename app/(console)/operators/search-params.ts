import { parseAsBoolean } from "@/lib/url-state/parsers";
import { createLoader } from "@/lib/url-state/search";

/** `?invite=1` opens the invitation form. */
export const operatorsParams = { invite: parseAsBoolean.withDefault(false) };

export const loadOperatorsParams = createLoader(operatorsParams);
