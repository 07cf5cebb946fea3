import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy, isHttpsRequest, securityHeaders } from "@/lib/config/security-headers";

/** Security headers of every page, with a nonce of its own; the page learns the path it stands at. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString("base64");
  const isHttps = isHttpsRequest(request);
  const isDevelopment = process.env.NODE_ENV === "development";
  const policy = contentSecurityPolicy({ nonce, isDevelopment, isHttps });

  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("x-parley-path", request.nextUrl.pathname + request.nextUrl.search);
  // Next takes the nonce for its own scripts from here.
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  for (const [name, value] of Object.entries(securityHeaders({ isHttps }))) response.headers.set(name, value);
  return response;
}

// The API sets its headers itself (lib/api), which saves every call of it a pass through here.
export const config = { matcher: ["/((?!api/|_next/static|_next/image|favicon.ico).*)"] };
