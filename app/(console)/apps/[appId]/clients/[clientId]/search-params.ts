import { parseAsInteger, parseAsStringLiteral } from "@/lib/url-state/parsers";

export const clientTabs = [
  "messages",
  "conversations",
  "subscriptions",
  "unread",
  "restrictions",
  "activity",
] as const;

/** The page's URL: which tab, and the page of the conversations. */
export const clientSearchParams = {
  tab: parseAsStringLiteral(clientTabs).withDefault("messages"),
  page: parseAsInteger.withDefault(1),
};
