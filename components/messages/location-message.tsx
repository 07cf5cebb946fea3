"use client";

import { ChevronDown, MapPin } from "lucide-react";
import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { mapHref, maps } from "./maps";
import { useMapChoice } from "./use-map-choice";

/** A place: its coordinates, to copy or to open in the map the viewer prefers. Never loads a map by itself. */
export function LocationMessage({ latitude, longitude }: { latitude: number; longitude: number }) {
  const t = useTranslations("messages.location");
  const { map, choose } = useMapChoice();
  const text = `${latitude}, ${longitude}`;
  return (
    <div className="my-0.5 flex w-fit max-w-full flex-wrap items-center gap-x-1 rounded-md border bg-sunken py-0.5 pr-1 pl-2 text-sm">
      <MapPin size={15} aria-hidden className="shrink-0 text-muted" />
      <bdi dir="ltr" className="px-1 font-mono">
        {text}
      </bdi>
      <CopyButton text={text} label={t("copy")} />
      <a
        href={mapHref(map, latitude, longitude)}
        target="_blank"
        rel="noopener noreferrer nofollow"
        referrerPolicy="no-referrer"
        className="rounded-sm px-1 text-accent-ink hover:underline"
      >
        {t("open", { map: t(`maps.${map}`) })}
      </a>
      <Menu
        label={t("choose")}
        items={maps.map((id) => ({
          id,
          label: t(`maps.${id}`),
          isChecked: id === map,
          onSelect: () => choose(id),
        }))}
        trigger={(trigger) => (
          <IconButton label={t("choose")} size="sm" {...trigger}>
            <ChevronDown size={14} aria-hidden />
          </IconButton>
        )}
      />
    </div>
  );
}
