"use client";

import { Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { changerValues } from "@/components/entities/changer-values";
import { dynamic } from "@/components/ui/dynamic";
import type { Changer, MessagePayload } from "@/lib/contracts/messages";
import { RichText } from "./rich-text";

// What most messages are is text; the others are asked for where there is one.
const MediaMessage = dynamic(() => import("./media-message").then((module) => module.MediaMessage), {
  loading: () => <div className="my-0.5 h-8" />,
});
const LocationMessage = dynamic(() => import("./location-message").then((module) => module.LocationMessage));
const BinaryMessage = dynamic(() => import("./binary-message").then((module) => module.BinaryMessage));
const CustomMessage = dynamic(() => import("./custom-message").then((module) => module.CustomMessage));
const UntypedJson = dynamic(() => import("./custom-message").then((module) => module.UntypedJson));

/** What a message says, whatever its kind; of a recalled one, whose recall it was. */
export function MessageBody({
  payload,
  recalledBy = null,
  children,
}: {
  payload: MessagePayload;
  recalledBy?: Changer | null;
  /** Stands behind the words of a recalled message. */
  children?: ReactNode;
}) {
  const t = useTranslations("messages");
  switch (payload.kind) {
    case "text":
      return payload.text === "" ? <Muted>{t("emptyText")}</Muted> : <RichText text={payload.text} />;
    case "plain":
      return <PlainBody text={payload.text} />;
    case "image":
    case "audio":
    case "video":
    case "file":
      return (
        <>
          <MediaMessage kind={payload.kind} file={payload.file} />
          {payload.text ? <RichText text={payload.text} /> : null}
        </>
      );
    case "location":
      return (
        <>
          <LocationMessage latitude={payload.latitude} longitude={payload.longitude} />
          {payload.text ? <RichText text={payload.text} /> : null}
        </>
      );
    case "recalled":
      return (
        <p className="text-muted">
          <span className="italic">
            <Undo2 size={14} aria-hidden className="mr-1 inline-block align-[-2px]" />
            {t.rich("recalled", changerValues(recalledBy))}
          </span>
          {children}
        </p>
      );
    case "custom":
      return <CustomMessage type={payload.type} text={payload.text} body={payload.body} />;
    case "binary":
      return <BinaryMessage base64={payload.base64} size={payload.size} />;
  }
}

function PlainBody({ text }: { text: string }) {
  const t = useTranslations("messages");
  const body = useMemo(() => parseStructure(text), [text]);
  if (body !== null) return <UntypedJson body={body} />;
  return text === "" ? <Muted>{t("emptyText")}</Muted> : <RichText text={text} />;
}

function Muted({ children }: { children: ReactNode }) {
  return <p className="text-muted italic">{children}</p>;
}

/** The value, when a text is a JSON object or array; words and numbers are words. */
function parseStructure(text: string): object | null {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}
