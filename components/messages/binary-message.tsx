"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { Code } from "@/components/ui/code";
import { CopyButton } from "@/components/ui/copy-button";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { useDates } from "@/lib/i18n/use-dates";
import { decodeBase64, hexDump } from "./binary-text";

/** A binary body: its size, and its bytes as hex or base64. */
export function BinaryMessage({ base64, size }: { base64: string; size: number }) {
  const t = useTranslations("messages.binary");
  const { bytes } = useDates();
  const [view, setView] = useState<"hex" | "base64">("hex");
  const dump = useMemo(() => {
    const decoded = decodeBase64(base64);
    return decoded ? hexDump(decoded) : null;
  }, [base64]);
  const text = view === "hex" && dump !== null ? dump : base64;
  return (
    <details className="my-0.5 text-sm">
      <summary className="w-fit rounded-sm text-muted hover:text-ink">
        {t("summary", { size: bytes(size) })}
      </summary>
      <div className="mt-1 flex items-center gap-2">
        <SegmentedControl
          label={t("view")}
          size="sm"
          value={view}
          onValueChange={setView}
          options={[
            { value: "hex", label: "Hex" },
            { value: "base64", label: "Base64" },
          ]}
        />
        <CopyButton text={text} label={t("copy")} />
      </div>
      <Code isBlock className="mt-1 max-h-64 max-w-full overflow-auto">
        {text}
      </Code>
    </details>
  );
}
