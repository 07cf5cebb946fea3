"use client";

import { useEffect } from "react";
import { Toaster as SonnerToaster, toast as sonnerToast } from "sonner";
import { ErrorWords } from "./error-banner";
import { useTheme } from "./theme";
import { attachToaster } from "./toast";

/** The visible toaster; loaded by ToastHost on demand. */
export function Toaster() {
  const { isDark } = useTheme();
  useEffect(
    () =>
      attachToaster((kind, title, { error, ...options }) => {
        const description = error === undefined ? options.description : <ErrorWords error={error} />;
        sonnerToast[kind](title, { ...options, description });
      }),
    [],
  );
  return (
    <SonnerToaster
      theme={isDark ? "dark" : "light"}
      // Under the header: at the bottom it would lie over "Send".
      position="top-center"
      offset={{ top: 56 }}
      mobileOffset={{ top: 56 }}
      style={{ fontFamily: "inherit" }}
      closeButton
      toastOptions={{
        style: {
          background: "var(--raised)",
          color: "var(--ink)",
          borderColor: "var(--line-strong)",
          fontSize: "0.8125rem",
        },
      }}
    />
  );
}
