"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { setTheme, storedTheme } from "@/components/ui/theme";
import { getPreference, setPreference } from "./preferences";
import { useSession } from "./session-context";

/** Brings the account's preferences to a browser that has none yet. */
export function PreferenceSync() {
  const { operator } = useSession();
  const router = useRouter();
  useEffect(() => {
    if (storedTheme() === null && operator.theme !== "system") setTheme(operator.theme);
    let isChanged = false;
    const bring = (name: "locale" | "chosenTimeZone" | "density", value: string | null) => {
      if (!value || getPreference(name) !== undefined) return;
      setPreference(name, value);
      isChanged = true;
    };
    bring("locale", operator.locale);
    bring("chosenTimeZone", operator.timeZone);
    bring("density", operator.density === "compact" ? "compact" : null);
    if (isChanged) router.refresh();
  }, [operator, router]);
  return null;
}
