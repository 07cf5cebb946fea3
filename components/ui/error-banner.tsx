"use client";

import { Banner } from "./banner";
import { ErrorNote } from "./error-note";
import { useErrorText } from "./use-error-text";

/** What failed, beside the form or the button that caused it. Nothing without an error. */
export function ErrorBanner({ error, className }: { error: unknown; className?: string }) {
  if (!error) return null;
  return (
    <Banner tone="danger" className={className}>
      <ErrorWords error={error} />
    </Banner>
  );
}

/** The words of an error with its note. */
export function ErrorWords({ error }: { error: unknown }) {
  const errorText = useErrorText();
  return (
    <>
      {errorText(error)}
      <ErrorNote error={error} className="mt-0.5" />
    </>
  );
}
