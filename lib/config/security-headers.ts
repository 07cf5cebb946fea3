/** The headers that keep a page to itself. Pure, so that they can be tested without a server. */

type Page = { nonce: string; isDevelopment: boolean; isHttps: boolean };

/** Scripts only with the page's nonce; media from https hosts, which pages load on request alone. */
export function contentSecurityPolicy({ nonce, isDevelopment, isHttps }: Page): string {
  const scripts = ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'"];
  // React's development build evaluates code to rebuild stack traces.
  if (isDevelopment) scripts.push("'unsafe-eval'");
  const directives = [
    "default-src 'self'",
    `script-src ${scripts.join(" ")}`,
    // Style attributes and the style tags of primitives and toasts cannot carry a nonce.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob: https:",
    "media-src 'self' data: blob: https:",
    "font-src 'self' data:",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "worker-src 'self' blob:",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "manifest-src 'self'",
  ];
  if (isHttps) directives.push("upgrade-insecure-requests");
  return directives.join("; ");
}

/** Headers of every answer, beside the policy. */
export function securityHeaders({ isHttps }: Pick<Page, "isHttps">): Record<string, string> {
  return {
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    ...(isHttps ? { "strict-transport-security": "max-age=31536000; includeSubDomains" } : {}),
  };
}

/** Whether the browser came over https, as the nearest proxy or the address tells. */
export function isHttpsRequest(request: { headers: Headers; url: string }): boolean {
  const forwarded = request.headers.get("x-forwarded-proto")?.split(",")[0]?.trim();
  return (forwarded ?? new URL(request.url).protocol.replace(":", "")) === "https";
}

/** Headers of answers that are no pages: nothing in them may run or be shown as one. */
export function dataHeaders(page: Pick<Page, "isHttps">): Record<string, string> {
  return {
    ...securityHeaders(page),
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
  };
}
