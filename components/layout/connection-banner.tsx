"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { dynamic } from "@/components/ui/dynamic";
import { isApiError } from "@/lib/queries/api-error";
import { getOfflineSince, subscribeConnection } from "@/lib/queries/connection";
import { apiGet } from "@/lib/queries/http";
import { OfflineBanner } from "./offline-banner";

const SignedOutBanner = dynamic(() => import("./signed-out-banner").then((module) => module.SignedOutBanner));

const retryMs = 5_000;

/** Says when the console does not answer (and asks again by itself) or when the session has ended. */
export function ConnectionBanner() {
  const offlineSince = useSyncExternalStore(subscribeConnection, getOfflineSince, () => null);
  const isSignedOut = useSignedOut();
  const queryClient = useQueryClient();

  useEffect(() => {
    if (offlineSince === null) return;
    const timer = setInterval(() => {
      apiGet("/api/session").then(
        () => queryClient.invalidateQueries(),
        () => undefined,
      );
    }, retryMs);
    return () => clearInterval(timer);
  }, [offlineSince, queryClient]);

  if (isSignedOut) return <SignedOutBanner />;
  return offlineSince === null ? null : <OfflineBanner since={offlineSince} />;
}

/** True once any call was refused for want of a session. */
function useSignedOut(): boolean {
  const queryClient = useQueryClient();
  const [isSignedOut, setIsSignedOut] = useState(false);
  useEffect(() => {
    const check = (error: unknown) => {
      if (isApiError(error, "unauthenticated")) setIsSignedOut(true);
    };
    const stopQueries = queryClient.getQueryCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "error") check(event.action.error);
    });
    const stopMutations = queryClient.getMutationCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "error") check(event.action.error);
    });
    return () => {
      stopQueries();
      stopMutations();
    };
  }, [queryClient]);
  return isSignedOut;
}
