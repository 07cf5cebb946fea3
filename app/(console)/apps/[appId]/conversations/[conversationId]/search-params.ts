import { parseAsString, parseAsStringLiteral } from "@/lib/url-state/parsers";

export const serviceTabs = ["subscribers", "messages", "broadcasts", "settings"] as const;
export type ServiceTab = (typeof serviceTabs)[number];

/** The place in a conversation: `at` is `{ms}.{message id}` or only ms. */
export const conversationSearchParams = {
  at: parseAsString,
  /** Service conversations: the user whose private history is open. */
  client: parseAsString,
  tab: parseAsStringLiteral(serviceTabs),
};

/** A place as the address may name it; anything else is no place. */
export function readPlace(at: string | null): string | null {
  return at !== null && /^\d{1,16}(\.[\w=+/-]{1,64})?$/.test(at) ? at : null;
}
