"use client";

import { useEffect } from "react";
import { ErrorState } from "@/components/layout/error-state";
import { ApiError } from "@/lib/queries/api-error";

const offline = new ApiError({
  code: "offline",
  message: "A part of the page could not be loaded.",
  status: 0,
  fault: "parley",
});

/** A page that failed while rendering; the shell around it stays usable. */
export default function ConsoleError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  useEffect(() => {
    console.error(error);
  }, [error]);
  const isPartMissing = error.name === "ChunkLoadError";
  return (
    <ErrorState
      error={isPartMissing ? offline : error}
      requestId={error.digest}
      // A part that could not be fetched is only asked for again by a new page.
      onRetry={isPartMissing ? () => window.location.reload() : reset}
    />
  );
}
