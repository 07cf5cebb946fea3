import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { mapError } from "@/lib/api/map-error";
import { readJsonBody, readText } from "@/lib/api/request-guard";
import { respondError, setDataHeaders } from "@/lib/api/respond";
import { cookieOf } from "@/lib/auth/cookie";
import { deviceCookieName } from "@/lib/auth/known-device";
import { authOptions } from "@/lib/auth/options";
import { originOf } from "@/lib/auth/request-origin";
import { getConsole } from "@/lib/console/context";

type Context = { params: Promise<{ nextauth: string[] }> };

const maxBodyBytes = 16 * 1024;

async function handle(request: NextRequest, context: Context): Promise<Response> {
  return setDataHeaders(await answer(request, context), request);
}

async function answer(request: NextRequest, context: Context): Promise<Response> {
  const console_ = await getConsole();
  let bounded: NextRequest;
  try {
    bounded = await withBoundedBody(request);
  } catch (error) {
    return respondError(mapError(error), crypto.randomUUID());
  }
  const { headers } = request;
  const kept: string[] = [];
  const device = {
    value: cookieOf(headers.get("cookie"), deviceCookieName(console_.env)),
    keep: (cookie: string) => void kept.push(cookie),
  };
  const response: Response = await NextAuth(
    bounded,
    context,
    authOptions(console_, originOf(headers), device),
  );
  for (const cookie of kept) response.headers.append("set-cookie", cookie);
  return response;
}

/** next-auth reads whatever comes, from anyone, and falls over what is no JSON. */
async function withBoundedBody(request: NextRequest): Promise<NextRequest> {
  if (request.method !== "POST") return request;
  const body = await readText(request, maxBodyBytes);
  const { url, method, headers } = request;
  const isJson = headers.get("content-type")?.includes("application/json") === true;
  if (isJson) await readJsonBody(new Request(url, { method, headers, body }));
  return new NextRequest(url, { method, headers, body });
}

export { handle as GET, handle as POST };
