"use client";

import { useEffect } from "react";
import { ErrorState } from "@/components/layout/error-state";

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
  return <ErrorState error={error} requestId={error.digest} onRetry={reset} />;
}
