import {
  AppWindow,
  KeyRound,
  MessageSquareText,
  MessagesSquare,
  Radio,
  ScrollText,
  Settings,
  SlidersHorizontal,
  UserRound,
  Users,
} from "lucide-react";
import type { Permission, SessionApp } from "@/lib/contracts/session";

export interface Destination {
  id:
    | "conversations"
    | "messages"
    | "clients"
    | "broadcasts"
    | "signatures"
    | "imSettings"
    | "audit"
    | "operators"
    | "apps"
    | "settings";
  href: string;
  Icon: typeof Users;
  /** The second key after `g`. */
  key?: string;
  needs?: Permission;
}

/** Places inside an app, in the order of the rail. */
export function appDestinations(app: SessionApp): Destination[] {
  const base = `/apps/${app.id}`;
  return [
    { id: "conversations", href: `${base}/conversations`, Icon: MessagesSquare, key: "c" },
    { id: "messages", href: `${base}/messages`, Icon: MessageSquareText, key: "m" },
    { id: "clients", href: `${base}/clients`, Icon: UserRound, key: "l" },
    { id: "broadcasts", href: `${base}/broadcasts`, Icon: Radio, key: "b" },
    { id: "signatures", href: `${base}/signatures`, Icon: KeyRound, needs: "signature.check" },
    { id: "imSettings", href: `${base}/settings`, Icon: SlidersHorizontal, needs: "app.manage" },
  ];
}

/** Places of the whole console; each is shown to those who may open it. */
export const consoleDestinations: Destination[] = [
  { id: "audit", href: "/audit", Icon: ScrollText, key: "a", needs: "audit.read" },
  { id: "operators", href: "/operators", Icon: Users, needs: "operator.manage" },
  { id: "apps", href: "/apps", Icon: AppWindow, needs: "app.manage" },
  { id: "settings", href: "/settings", Icon: Settings },
];

/** Whether a destination is the place shown now. `/apps` is not the parent of `/apps/{id}/…`. */
export function isAt(pathname: string, href: string): boolean {
  if (href === "/apps")
    return pathname === "/apps" || pathname === "/apps/new" || /^\/apps\/[^/]+\/edit/.test(pathname);
  return pathname === href || pathname.startsWith(`${href}/`);
}
