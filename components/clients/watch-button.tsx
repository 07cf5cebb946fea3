"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import { useWatch } from "./use-watch";

/** Puts a client on the operator's watch list, or takes it off. */
export function WatchButton({ appId, clientId }: { appId: string; clientId: string }) {
  const t = useTranslations("watch-list");
  const watch = useWatch(appId);
  const isWatched = watch.isWatched(clientId) ?? false;
  const Icon = isWatched ? EyeOff : Eye;
  return (
    <IconButton
      isActive={isWatched}
      label={t(isWatched ? "stop" : "watch", { id: clientId })}
      disabled={watch.isWatched(clientId) === null || watch.isBusy}
      onClick={() => void (isWatched ? watch.remove(clientId) : watch.add([{ clientId }]))}
    >
      <Icon size={16} aria-hidden />
    </IconButton>
  );
}
