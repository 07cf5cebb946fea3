import { audiences, steps } from "@/components/broadcasts/plan";
import { parseAsArrayOf, parseAsString, parseAsStringLiteral } from "@/lib/url-state/parsers";
import { createSerializer } from "@/lib/url-state/search";

/** Every step is a place: the step, what it is about, and once sent, the operation whose result it shows. */
export const announcementSearchParams = {
  step: parseAsStringLiteral(steps).withDefault("audience"),
  conversation: parseAsString.withDefault(""),
  audience: parseAsStringLiteral(audiences).withDefault("clients"),
  to: parseAsArrayOf(parseAsString).withDefault([]),
  op: parseAsString.withDefault(""),
};

export const serializeAnnouncement = createSerializer(announcementSearchParams);
