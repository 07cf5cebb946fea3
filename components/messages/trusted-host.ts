export interface MediaSource {
  href: string;
  host: string;
  isTrusted: boolean;
}

/**
 * Whether a file's address may be loaded without asking. Null when it is no web address at all. Trusted hosts are
 * names, with a port where it is not the usual one, or `*.` before a name for everything below it.
 */
export function mediaSource(address: string, trusted: readonly string[]): MediaSource | null {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if ((url.protocol !== "https:" && url.protocol !== "http:") || url.hostname === "") return null;
  const host = url.host.toLowerCase();
  const isTrusted = trusted.some((entry) => {
    const pattern = entry.trim().toLowerCase();
    return pattern.startsWith("*.") ? host.endsWith(pattern.slice(1)) : host === pattern;
  });
  return { href: url.href, host, isTrusted };
}
