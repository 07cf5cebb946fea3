import { createSerializer, parseAsArrayOf, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { audiences, steps } from "@/components/broadcasts/plan";

/** Every step is a place: the step, what it is about, and once sent, the operation whose result it shows. */
export const announcementSearchParams = {
  step: parseAsStringLiteral(steps).withDefault("audience"),
  conversation: parseAsString.withDefault(""),
  audience: parseAsStringLiteral(audiences).withDefault("clients"),
  to: parseAsArrayOf(parseAsString).withDefault([]),
  op: parseAsString.withDefault(""),
};

export const serializeAnnouncement = createSerializer(announcementSearchParams);
