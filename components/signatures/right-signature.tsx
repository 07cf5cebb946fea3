"use client";

import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCan } from "@/components/layout/session-context";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { ErrorBanner } from "@/components/ui/error-banner";
import type { MakeSignature, SignatureCheck } from "@/lib/contracts/signatures";
import { useMakeSignature } from "@/lib/queries/signatures/mutations";

/** Has the right signature made and shows it, on request and to admins alone. */
export function RightSignature({
  appId,
  subject,
  timeState,
}: {
  appId: string;
  subject: MakeSignature;
  timeState: SignatureCheck["time"]["state"];
}) {
  const t = useTranslations("signatures.make");
  const can = useCan();
  const make = useMakeSignature(appId);
  const client = subject.clientId;
  return (
    <section className="flex flex-col gap-2 border-t pt-4">
      <h2 className="text-base">{t("title")}</h2>
      {!can("signature.make") ? (
        <p className="text-muted text-sm">{t("adminsOnly", { client })}</p>
      ) : timeState === "future" ? (
        <p className="text-muted text-sm">{t("future")}</p>
      ) : (
        <>
          <p className="text-muted text-sm">
            {timeState === "expired" ? t("expired") : t("text", { client })}
          </p>
          {make.data ? (
            <div className="flex items-center gap-2 rounded-md border bg-sunken px-3 py-2">
              <code
                data-right-signature
                className="min-w-0 flex-1 font-mono text-sm [overflow-wrap:anywhere]"
              >
                {make.data.signature}
              </code>
              <CopyButton text={make.data.signature} label={t("copy")} className="size-7" />
            </div>
          ) : (
            <div>
              <Button
                icon={<KeyRound size={14} aria-hidden />}
                isLoading={make.isPending}
                onClick={() => make.mutate(subject)}
              >
                {t("show")}
              </Button>
            </div>
          )}
          <ErrorBanner error={make.error} />
        </>
      )}
    </section>
  );
}
