"use client";

import { Braces, File, FileDigit, Image, MapPin, Music, Undo2, Video } from "lucide-react";
import { useTranslations } from "next-intl";
import { Bidi } from "@/components/ui/bidi";
import { cn } from "@/components/ui/cn";
import type { Changer, MessagePayload } from "@/lib/contracts/messages";
import { useDates } from "@/lib/i18n/use-dates";
import { changerValues } from "./changer-values";
import { cutAroundHit } from "./mark-terms";
import { MarkedText } from "./marked-text";
import { payloadDetail, payloadText } from "./payload-text";

const icons = {
  image: Image,
  audio: Music,
  video: Video,
  file: File,
  location: MapPin,
  recalled: Undo2,
  custom: Braces,
  binary: FileDigit,
};

/** What a message of any kind says, in a line or a few; terms are marked. Never loads anything. */
export function MessageSummary({
  payload,
  recalledBy = null,
  terms = [],
  lines = 3,
  className,
}: {
  payload: MessagePayload;
  recalledBy?: Changer | null;
  terms?: readonly string[];
  lines?: 1 | 3;
  className?: string;
}) {
  const t = useTranslations("entities.message");
  const { bytes } = useDates();
  const text = payloadText(payload);
  const Icon = payload.kind === "text" || payload.kind === "plain" ? null : icons[payload.kind];
  const detail = payloadDetail(payload, bytes);
  return (
    <span className={cn("min-w-0", lines === 1 ? "block truncate" : "line-clamp-3", className)}>
      {Icon ? (
        <span className="mr-1.5 text-muted">
          <Icon size={14} aria-hidden className="mr-1 inline-block align-[-2px]" />
          {payload.kind === "recalled"
            ? t.rich("recalled", changerValues(recalledBy))
            : t(`kind.${payload.kind}`)}
          {detail ? <Bidi>{` · ${detail}`}</Bidi> : null}
        </span>
      ) : null}
      {text === null ? null : text === "" ? (
        <span className="text-muted">{t("empty")}</span>
      ) : (
        <Bidi className={lines === 1 ? undefined : "whitespace-pre-line"}>
          <MarkedText text={cutAroundHit(text, terms, lines === 1 ? 160 : 420)} terms={terms} />
        </Bidi>
      )}
    </span>
  );
}
