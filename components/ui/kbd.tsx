/** Keys as keycaps; several are written with spaces between. */
export function Kbd({ keys }: { keys: string }) {
  const caps = keys.split(" ").map((cap, index) => ({ id: `${index}-${cap}`, cap }));
  return (
    <span className="inline-flex gap-1">
      {caps.map(({ id, cap }) => (
        <kbd
          key={id}
          className="inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-line-strong bg-sunken px-1 font-sans text-2xs text-muted"
        >
          {cap}
        </kbd>
      ))}
    </span>
  );
}
