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
      // At the bottom they would lie over "Send", lower at the top over the titles of dialogs.
      position="top-center"
      offset={{ top: 10 }}
      mobileOffset={{ top: 56 }}
      // An open dialog takes the pointer from all of the page but itself.
      style={{ fontFamily: "inherit", pointerEvents: "auto" }}
      closeButton
      toastOptions={{
        classNames: { description: "whitespace-pre-line" },
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
