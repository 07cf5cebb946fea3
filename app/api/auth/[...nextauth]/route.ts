import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/options";
import { originOf } from "@/lib/auth/request-origin";
import { getConsole } from "@/lib/console/context";

type Context = { params: Promise<{ nextauth: string[] }> };

async function handle(request: NextRequest, context: Context): Promise<Response> {
  return NextAuth(request, context, authOptions(await getConsole(), originOf(request.headers)));
}

export { handle as GET, handle as POST };
