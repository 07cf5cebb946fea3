import { Avatar } from "@/components/ui/avatar";
import { Bidi } from "@/components/ui/bidi";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/link";
import { clientHref } from "./hrefs";

/** A client's picture and id, leading to its page. */
export function ClientLink({
  appId,
  clientId,
  size = 20,
  className,
}: {
  appId: string;
  clientId: string;
  size?: 16 | 20 | 24;
  className?: string;
}) {
  return (
    <Link
      href={clientHref(appId, clientId)}
      prefetch={false}
      className={cn(
        "inline-flex min-w-0 max-w-full items-center gap-1.5 rounded-sm hover:underline",
        className,
      )}
    >
      <Avatar id={clientId} size={size} />
      <Bidi className="truncate font-medium">{clientId}</Bidi>
    </Link>
  );
}
