/** The header `X-LC-Sign`, and times as signatures carry them. Source: LeanCloud's security guide and SDK sources. */

/** What the MD5 of `X-LC-Sign` is made of; `timestamp` is in milliseconds. */
export function requestSignText(timestamp: number, key: string): string {
  return `${timestamp}${key}`;
}

/** Reads `X-LC-Sign: md5,timestamp[,master]`; null when it has another form. */
export function parseRequestSign(
  header: string,
): { sign: string; timestamp: number; master: boolean } | null {
  const [sign, time, role, ...rest] = header.split(",").map((part) => part.trim());
  if (sign === undefined || time === undefined || rest.length > 0) return null;
  if (!/^[0-9a-f]{32}$/i.test(sign) || !/^\d{1,16}$/.test(time)) return null;
  if (role !== undefined && role !== "master") return null;
  return { sign: sign.toLowerCase(), timestamp: toMilliseconds(Number(time)), master: role === "master" };
}

/** Timestamps below 1e11 are seconds (older SDKs and samples). */
export function toMilliseconds(timestamp: number): number {
  return timestamp < 1e11 ? timestamp * 1000 : timestamp;
}
