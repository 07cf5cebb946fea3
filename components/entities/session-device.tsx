"use client";

import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Bidi } from "@/components/ui/bidi";
import { shortenId } from "@/components/ui/shorten-id";
import type { ClientSession } from "@/lib/contracts/clients";

/** What a session runs on: the SDK as it names itself, its tag, and the device's id. */
export function SessionDevice({ session }: { session: ClientSession }) {
  const t = useTranslations("entities.session");
  const { userAgent, tag, deviceId } = session;
  return (
    <span className="inline-flex max-w-full flex-wrap items-center gap-x-2 gap-y-1">
      {userAgent === null ? (
        <span className="text-muted">{t("unnamed")}</span>
      ) : (
        <Bidi className="font-medium">{userAgent}</Bidi>
      )}
      {tag === null ? null : <Badge>{t("tag", { tag })}</Badge>}
      {deviceId === null ? null : (
        <span className="font-mono text-muted text-xs" data-tip={deviceId}>
          {shortenId(deviceId)}
        </span>
      )}
    </span>
  );
}

/** How a session speaks to the server. */
export function SessionProtocol({ protocol }: { protocol: string }) {
  const t = useTranslations("entities.session");
  if (protocol === "json") return <>{t("json")}</>;
  return <span className="font-mono text-sm">{protocol}</span>;
}
