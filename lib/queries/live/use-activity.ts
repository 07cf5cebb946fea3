"use client";

import { useEffect } from "react";
import type { Activity, ActivityState } from "@/lib/contracts/live";
import { conversationPath } from "../conversations/queries";
import { apiPost } from "../http";
import { tabId } from "../messages/tab-id";

const repeatMs = 20_000;

/** Tells the other operators that this one has a conversation open, or answers it, while the page is in sight. */
export function useActivity(
  appId: string,
  conversationId: string,
  clientId: string | null,
  state: ActivityState,
): void {
  useEffect(() => {
    const tell = () => {
      if (document.visibilityState === "visible")
        report(appId, conversationId, { state, tab: tabId(), clientId });
    };
    tell();
    const timer = setInterval(tell, repeatMs);
    document.addEventListener("visibilitychange", tell);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tell);
    };
  }, [appId, conversationId, clientId, state]);
  useEffect(() => {
    const leave = () => report(appId, conversationId, { state: "gone", tab: tabId(), clientId });
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [appId, conversationId, clientId]);
}

function report(appId: string, conversationId: string, body: Activity): void {
  // It is a courtesy: one that is lost is made good by the next, or expires.
  apiPost(`${conversationPath(appId, conversationId)}/activity`, body, { keepalive: true }).catch(() => {});
}
