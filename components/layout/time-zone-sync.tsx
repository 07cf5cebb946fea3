"use client";

import { useRouter } from "next/navigation";
import { useTimeZone } from "next-intl";
import { useEffect } from "react";
import { getPreference, setPreference } from "./preferences";

/** Tells the server the browser's time zone once, so that both render the same times. */
export function TimeZoneSync() {
  const router = useRouter();
  const rendered = useTimeZone();
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!zone) return;
    // Another tab may have told it after this page was rendered.
    if (getPreference("timeZone") !== zone) setPreference("timeZone", zone);
    if (!getPreference("chosenTimeZone") && rendered !== zone) router.refresh();
  }, [rendered, router]);
  return null;
}
