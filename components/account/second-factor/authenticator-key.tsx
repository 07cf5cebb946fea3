"use client";

import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/ui/copy-button";
import type { SecondFactorKey } from "@/lib/contracts/second-factor";

/** The key to scan, and to type where nothing can be scanned. Cameras want it black on white in either theme. */
export function AuthenticatorKey({ secret, qrCode }: SecondFactorKey) {
  const t = useTranslations("account.secondFactor.setUp");
  const groups = secret.match(/.{1,4}/g)?.join(" ") ?? secret;
  return (
    <div className="flex flex-wrap items-center gap-4">
      <svg
        role="img"
        aria-label={t("qrCode")}
        viewBox={`0 0 ${qrCode.size} ${qrCode.size}`}
        shapeRendering="crispEdges"
        className="size-48 shrink-0 rounded-md border max-sm:mx-auto"
      >
        <rect width={qrCode.size} height={qrCode.size} fill="#fff" />
        <path d={qrCode.path} fill="#000" />
      </svg>
      <div className="min-w-0 flex-1 basis-40">
        <p className="text-muted text-sm">{t("orType")}</p>
        <p className="mt-1 flex items-start gap-1">
          <code className="select-all font-mono text-sm [overflow-wrap:anywhere]">{groups}</code>
          <CopyButton text={secret} label={t("copyKey")} />
        </p>
      </div>
    </div>
  );
}
