"use client";

import { Check, Copy, Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSession } from "@/components/layout/session-context";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { saveFile } from "@/components/ui/save-file";

/** Codes that are shown once, to copy or to keep as a file. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const t = useTranslations("account.secondFactor.codes");
  const { operator } = useSession();
  const [isCopied, setIsCopied] = useState(false);
  return (
    <div className="flex flex-col gap-3">
      <ol
        aria-label={t("title")}
        className="grid grid-cols-2 gap-x-6 gap-y-1 rounded-md border bg-sunken px-4 py-3 font-mono"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-2">
        <Button
          icon={isCopied ? <Check size={15} aria-hidden /> : <Copy size={15} aria-hidden />}
          onClick={async () => setIsCopied(await copyText(codes.join("\n")))}
        >
          {t(isCopied ? "copied" : "copy")}
        </Button>
        <Button
          icon={<Download size={15} aria-hidden />}
          onClick={() => {
            const text = [t("fileHead", { email: operator.email }), "", ...codes, ""].join("\n");
            saveFile("parley-recovery-codes.txt", [text], "text/plain;charset=utf-8");
          }}
        >
          {t("download")}
        </Button>
      </div>
    </div>
  );
}
