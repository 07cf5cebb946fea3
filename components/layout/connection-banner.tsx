"use client";

import { useQueryClient } from "@tanstack/react-query";
import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState, useSyncExternalStore } from "react";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button";
import { isApiError } from "@/lib/queries/api-error";
import { getOfflineSince, subscribeConnection } from "@/lib/queries/connection";
import { apiGet } from "@/lib/queries/http";
import { OfflineBanner } from "./offline-banner";

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

function SignedOutBanner() {
  const t = useTranslations("common");
  const pathname = usePathname();
  const search = useSearchParams().toString();
  const next = search ? `${pathname}?${search}` : pathname;
  return (
    <Banner
      tone="warn"
      className="rounded-none border-x-0 border-t-0"
      action={
        <ButtonLink size="sm" href={`/sign-in?next=${encodeURIComponent(next)}`}>
          {t("actions.signIn")}
        </ButtonLink>
      }
    >
      {t("errors.unauthenticated")}
    </Banner>
  );
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
