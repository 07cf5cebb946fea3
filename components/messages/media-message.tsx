"use client";

import { FileIcon, ImageIcon, Music, Video } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApp } from "@/components/layout/session-context";
import { Bidi } from "@/components/ui/bidi";
import { Button } from "@/components/ui/button";
import type { MessageFile } from "@/lib/contracts/messages";
import { useDates } from "@/lib/i18n/use-dates";
import { fitBox, playTime } from "./media-size";
import { mediaSource } from "./trusted-host";

type MediaKind = "image" | "audio" | "video" | "file";
const icons = { image: ImageIcon, audio: Music, video: Video, file: FileIcon };

/**
 * A file of a message. Nothing is asked of a host that the app does not trust until someone presses "Load"; the line
 * above says what would be loaded, and from where.
 */
export function MediaMessage({ kind, file }: { kind: MediaKind; file: MessageFile }) {
  const t = useTranslations("messages.media");
  const { trustedMediaHosts } = useApp();
  const [isAsked, setAsked] = useState(false);
  const source = mediaSource(file.url, trustedMediaHosts);
  const Icon = icons[kind];
  const isShown = source !== null && kind !== "file" && (isAsked || source.isTrusted);
  return (
    <div className="my-0.5 flex max-w-full flex-col items-start gap-1.5">
      <div className="flex min-h-8 max-w-full flex-wrap items-center gap-x-2 gap-y-1 rounded-md border bg-sunken py-1 pr-1 pl-2 text-sm">
        <Icon size={15} aria-hidden className="shrink-0 text-muted" />
        <span className="min-w-0 text-muted">
          <Facts kind={kind} file={file} host={source?.host ?? null} />
        </span>
        {source === null ? (
          <span className="px-1 text-warn-ink">{t("badAddress")}</span>
        ) : (
          <>
            {kind === "file" || isShown ? null : (
              <Button size="sm" onClick={() => setAsked(true)}>
                {t("load")}
              </Button>
            )}
            <a
              href={source.href}
              target="_blank"
              rel="noopener noreferrer nofollow ugc"
              referrerPolicy="no-referrer"
              className="rounded-sm px-1 text-accent-ink hover:underline"
            >
              {t("open")}
            </a>
          </>
        )}
      </div>
      {isShown ? <Player kind={kind} file={file} href={source.href} /> : null}
    </div>
  );
}

function Facts({ kind, file, host }: { kind: MediaKind; file: MessageFile; host: string | null }) {
  const t = useTranslations("messages.media");
  const { bytes } = useDates();
  const facts = [
    file.width !== null && file.height !== null ? `${file.width}×${file.height}` : null,
    file.duration === null ? null : playTime(file.duration),
    file.size === null ? null : bytes(file.size),
    file.format,
    host,
  ].filter((fact) => fact !== null && fact !== "");
  return (
    <>
      <span className="text-ink">{t(kind)}</span>
      {file.name ? (
        <>
          {" · "}
          <Bidi className="text-ink">{file.name}</Bidi>
        </>
      ) : null}
      {facts.map((fact) => (
        <span key={fact}>
          {" · "}
          <bdi className="[overflow-wrap:anywhere]">{fact}</bdi>
        </span>
      ))}
    </>
  );
}

function Player({ kind, file, href }: { kind: MediaKind; file: MessageFile; href: string }) {
  const t = useTranslations("messages.media");
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return <p className="text-danger-ink text-sm">{t("broken")}</p>;
  const alt = file.name ?? t(kind);
  if (kind === "audio") {
    return (
      // biome-ignore lint/a11y/useMediaCaption: what users sent each other has no captions.
      <audio
        controls
        preload="metadata"
        src={href}
        aria-label={alt}
        onError={() => setBroken(true)}
        className="h-9 w-80 max-w-full"
      />
    );
  }
  const box = fitBox(file.width, file.height);
  if (kind === "video") {
    return (
      // biome-ignore lint/a11y/useMediaCaption: what users sent each other has no captions.
      <video
        controls
        preload="metadata"
        src={href}
        aria-label={alt}
        width={box.width}
        height={box.height}
        onError={() => setBroken(true)}
        className="max-w-full rounded-md border bg-black object-contain"
      />
    );
  }
  return (
    // biome-ignore lint/performance/noImgElement: hosts are the users' choice; the image server must not fetch from them.
    <img
      src={href}
      alt={alt}
      width={box.width}
      height={box.height}
      loading="lazy"
      decoding="async"
      referrerPolicy="no-referrer"
      onError={() => setBroken(true)}
      className="max-w-full rounded-md border bg-sunken object-contain"
      style={{ width: box.width, aspectRatio: `${box.width} / ${box.height}`, height: "auto" }}
    />
  );
}
