/** Shortens an id in the middle: `5f1c…9a2f`. Ids up to `keep * 2 + 3` characters stay whole. */
export function shortenId(id: string, keep = 4): string {
  const characters = Array.from(id);
  if (characters.length <= keep * 2 + 3) return id;
  return `${characters.slice(0, keep).join("")}…${characters.slice(-keep).join("")}`;
}
