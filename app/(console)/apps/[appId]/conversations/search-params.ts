import { parseAsBoolean, parseAsInteger, parseAsString, parseAsStringLiteral } from "@/lib/url-state/parsers";
import { createLoader, createSerializer } from "@/lib/url-state/search";

export const listKinds = ["all", "normal", "chatroom", "service"] as const;
export const listSorts = ["lastMessageAt", "createdAt", "updatedAt", "name"] as const;

/** The list's place in the address: everything that decides which rows are shown. */
export const conversationsSearchParams = {
  kind: parseAsStringLiteral(listKinds).withDefault("all"),
  q: parseAsString.withDefault(""),
  /** Raw LeanCloud `where`; the filter rows are read out of it. */
  where: parseAsString.withDefault(""),
  sort: parseAsStringLiteral(listSorts).withDefault("lastMessageAt"),
  dir: parseAsStringLiteral(["asc", "desc"] as const).withDefault("desc"),
  page: parseAsInteger.withDefault(1),
};

/** `?new=true` opens the form for a new one. */
export const createSearchParams = { new: parseAsBoolean.withDefault(false) };

export const loadConversationsSearchParams = createLoader(conversationsSearchParams);
export const serializeConversationsSearchParams = createSerializer(conversationsSearchParams);
