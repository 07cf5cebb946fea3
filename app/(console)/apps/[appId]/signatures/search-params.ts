import { signedOperations } from "@/lib/protocol/signed-text";
import { parseAsArrayOf, parseAsBoolean, parseAsString, parseAsStringLiteral } from "@/lib/url-state/parsers";

/** The page's URL: what is signed. A signature never stands in it. */
export const signaturesSearchParams = {
  operation: parseAsStringLiteral(signedOperations).withDefault("login"),
  client: parseAsString.withDefault(""),
  conversation: parseAsString.withDefault(""),
  members: parseAsArrayOf(parseAsString).withDefault([]),
  super: parseAsBoolean.withDefault(false),
  time: parseAsString.withDefault(""),
  nonce: parseAsString.withDefault(""),
};
