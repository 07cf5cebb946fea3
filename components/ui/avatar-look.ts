/** Grounds on which white text has at least 4.5:1. */
const tones = [
  "bg-[#3b5bdb]",
  "bg-[#0b7285]",
  "bg-[#2b7a3d]",
  "bg-[#8a5a00]",
  "bg-[#c2410c]",
  "bg-[#b02a4a]",
  "bg-[#9c36b5]",
  "bg-[#6741d9]",
  "bg-[#4a5a6a]",
  "bg-[#7a4a2b]",
] as const;

/** A background class for an id; similar ids get different ones. */
export function avatarTone(id: string): string {
  let hash = 0x64943955;
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  // FNV alone leaves short ids close together.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return tones[((hash ^ (hash >>> 16)) >>> 0) % tones.length] ?? tones[0];
}

/** The first whole character that is a letter, digit or symbol, in upper case; "?" for an empty id. */
export function avatarInitial(id: string): string {
  const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
  for (const { segment } of segmenter.segment(id.slice(0, 64))) {
    if (/[\p{L}\p{N}\p{S}]/u.test(segment)) return segment.toUpperCase();
  }
  return "?";
}
