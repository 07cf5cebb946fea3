import { parseAsInteger, parseAsString } from "@/lib/url-state/parsers";
import { createSerializer } from "@/lib/url-state/search";

/** The page's URL: which service conversation, which page of its broadcasts. */
export const broadcastsSearchParams = {
  conversation: parseAsString.withDefault(""),
  page: parseAsInteger.withDefault(1),
};

export const serializeBroadcasts = createSerializer(broadcastsSearchParams);
