import { parseAsString, parseAsStringLiteral } from "@/lib/url-state/parsers";

export const messageKinds = [
  "text",
  "image",
  "audio",
  "video",
  "file",
  "location",
  "recalled",
  "custom",
  "plain",
  "binary",
] as const;

/** The page's URL: which view, the history's filters (days as YYYY-MM-DD in the viewer's zone), the search. */
export const messagesSearchParams = {
  view: parseAsStringLiteral(["history", "search"]).withDefault("history"),
  from: parseAsString.withDefault(""),
  kind: parseAsStringLiteral(messageKinds),
  since: parseAsString.withDefault(""),
  until: parseAsString.withDefault(""),
  q: parseAsString.withDefault(""),
};
