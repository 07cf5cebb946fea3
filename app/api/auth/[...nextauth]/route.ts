import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/options";
import { originOf } from "@/lib/auth/request-origin";
import { dataHeaders, isHttpsRequest } from "@/lib/config/security-headers";
import { getConsole } from "@/lib/console/context";

type Context = { params: Promise<{ nextauth: string[] }> };

async function handle(request: NextRequest, context: Context): Promise<Response> {
  const options = authOptions(await getConsole(), originOf(request.headers));
  const response: Response = await NextAuth(request, context, options);
  for (const [name, value] of Object.entries(dataHeaders({ isHttps: isHttpsRequest(request) }))) {
    response.headers.set(name, value);
  }
  return response;
}

export { handle as GET, handle as POST };
