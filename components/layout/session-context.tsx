"use client";

import { useParams } from "next/navigation";
import { createContext, type ReactNode, use, useMemo } from "react";
import type { Permission, Session, SessionApp } from "@/lib/contracts/session";

interface SessionValue {
  session: Session;
  /** The app of the URL, else the one used last, else the first. */
  app: SessionApp | null;
}

const SessionContext = createContext<SessionValue | null>(null);

/** Gives the pages below it the signed-in operator and the current app. */
export function SessionProvider({
  session,
  lastAppId,
  children,
}: {
  session: Session;
  lastAppId: string | undefined;
  children: ReactNode;
}) {
  const { appId } = useParams<{ appId?: string }>();
  const value = useMemo(() => {
    const named = session.apps.find((app) => app.id === appId);
    const last = session.apps.find((app) => app.id === lastAppId);
    return { session, app: named ?? (appId ? null : (last ?? session.apps[0] ?? null)) };
  }, [session, appId, lastAppId]);
  return <SessionContext value={value}>{children}</SessionContext>;
}

function useSessionValue(): SessionValue {
  const value = use(SessionContext);
  if (!value) throw new Error("No SessionProvider above this component.");
  return value;
}

/** The signed-in operator, the apps they may open and what they may do. */
export function useSession(): Session {
  return useSessionValue().session;
}

/** The current app or null when there is none (a page outside of apps, an operator without apps). */
export function useCurrentApp(): SessionApp | null {
  return useSessionValue().app;
}

/** The app of an `/apps/{appId}/…` page. The layout of these pages answers "not found" when it does not exist. */
export function useApp(): SessionApp {
  const app = useCurrentApp();
  if (!app) throw new Error("This component belongs below /apps/{appId}.");
  return app;
}

/** Asks whether the operator may do something in the current app, or anywhere. Hides only: the server decides. */
export function useCan(): (permission: Permission) => boolean {
  const { session, app } = useSessionValue();
  return useMemo(() => {
    const allowed = new Set<Permission>([...session.permissions, ...(app?.permissions ?? [])]);
    return (permission) => allowed.has(permission);
  }, [session, app]);
}
