/** The zones this browser knows; a short list where it cannot say. */
export function listTimeZones(): string[] {
  if (typeof Intl.supportedValuesOf !== "function")
    return ["UTC", "Asia/Shanghai", "Europe/London", "America/New_York"];
  const zones = Intl.supportedValuesOf("timeZone");
  return zones.includes("UTC") ? zones : ["UTC", ...zones];
}
