"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";

/**
 * A page that failed while rendering; the shell around it stays usable. Every page carries this along, so it is
 * kept as small as it can be.
 */
export default function ConsoleError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const t = useTranslations("common");
  useEffect(() => {
    console.error(error);
  }, [error]);
  const isPartMissing = error.name === "ChunkLoadError";
  return (
    <div
      role="alert"
      className="mx-auto flex max-w-md flex-col items-center gap-2 px-4 py-16 text-center [overflow-wrap:anywhere]"
    >
      <h1 className="font-semibold">{t("state.error")}</h1>
      <p className="text-muted text-pretty">{t(isPartMissing ? "errors.offline" : "errors.unknown")}</p>
      <p className="text-danger-ink text-xs">{t("state.fault.parley")}</p>
      {error.digest ? (
        <p className="text-muted text-xs">
          {t("state.requestId")} <code className="select-all">{error.digest}</code>
        </p>
      ) : null}
      {/* A part that could not be fetched is only asked for again by a new page. */}
      <button
        type="button"
        className="mt-2 h-8 rounded-md border border-line-strong bg-surface px-3 font-medium text-base hover:bg-hover"
        onClick={isPartMissing ? () => window.location.reload() : reset}
      >
        {t("actions.retry")}
      </button>
    </div>
  );
}
