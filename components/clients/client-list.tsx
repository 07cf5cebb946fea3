import type { ReactNode } from "react";
import { clientHref } from "@/components/entities/hrefs";
import { Avatar } from "@/components/ui/avatar";
import { Bidi } from "@/components/ui/bidi";
import { Link } from "@/components/ui/link";
import { WatchButton } from "./watch-button";

/** Clients as a plain list of links, each of which can be watched. */
export function ClientList({
  appId,
  label,
  clients,
}: {
  appId: string;
  label: string;
  clients: readonly { clientId: string; note?: ReactNode }[];
}) {
  return (
    <ul aria-label={label} className="overflow-hidden rounded-lg border">
      {clients.map(({ clientId, note }) => (
        <li key={clientId} className="flex items-center gap-1 border-b pr-2 last:border-b-0 hover:bg-hover">
          <Link
            href={clientHref(appId, clientId)}
            prefetch={false}
            className="flex min-w-0 flex-1 items-center gap-3 px-3 py-2"
          >
            <Avatar id={clientId} size={24} />
            <Bidi className="min-w-0 flex-1 truncate font-medium">{clientId}</Bidi>
            {note ? <span className="shrink-0 text-muted text-xs">{note}</span> : null}
          </Link>
          <WatchButton appId={appId} clientId={clientId} />
        </li>
      ))}
    </ul>
  );
}
