import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy, securityHeaders } from "@/lib/config/security-headers";

/** Security headers of every answer; pages get a nonce of their own and learn the path they stand at. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString("base64");
  const forwarded = request.headers.get("x-forwarded-proto")?.split(",")[0]?.trim();
  const isHttps = (forwarded ?? request.nextUrl.protocol.replace(":", "")) === "https";
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

export const config = { matcher: ["/((?!_next/static|_next/image|favicon.ico).*)"] };
