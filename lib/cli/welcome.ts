import type { Environment } from "./environment";
import type { FirstAdmin } from "./first-admin";

/** Tells where to go and how to get in. */
export function printWelcome({ consoleUrl, imUrl, settings }: Environment, admin: FirstAdmin): void {
  const lines = [
    "",
    `  Parley is ready:  ${consoleUrl}`,
    ...(imUrl ? [`  IM server:        ${imUrl}`] : []),
    ...(settings.hosted
      ? [`  Hosted app:       ${settings.hosted.appId} at ${settings.hosted.serverUrl}`]
      : []),
    ...(admin.oneTimePassword
      ? [
          `  First admin:      ${admin.email}`,
          `  One-time password: ${admin.oneTimePassword}   (to be changed at the first sign-in)`,
        ]
      : []),
    "",
    "  Ctrl-C stops.",
    "",
  ];
  console.log(lines.join("\n"));
}
