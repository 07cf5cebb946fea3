import { cn } from "./cn";
import { Link } from "./link";
import { tabClass, tabListClass } from "./tab-look";

/** Tabs that are places: each has its URL. */
export function LinkTabs({
  label,
  items,
  className,
}: {
  label: string;
  items: readonly { href: string; label: string; count?: number | string; isActive: boolean }[];
  className?: string;
}) {
  return (
    <nav aria-label={label} className={cn(tabListClass, className)}>
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          aria-current={item.isActive ? "page" : undefined}
          className={tabClass(item.isActive)}
        >
          {item.label}
          {item.count === undefined ? null : <span className="text-faint text-xs">{item.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
