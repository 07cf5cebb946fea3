import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
const methods: readonly Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

type Handler = (request: Request, segment: { params: Promise<Record<string, string>> }) => Promise<Response>;
/** One handler of the console's API, as the files under `app/api` define it. */
export type RouteEntry = {
  method: Method;
  path: string;
  handler: Handler;
  access: string;
  isChange: boolean;
};

const root = fileURLToPath(new URL("../../../app/api/", import.meta.url));

/** Every handler there is, but next-auth's own and the one for everything else. */
export async function loadRoutes(): Promise<RouteEntry[]> {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(`${sep}route.ts`) && !file.includes("[..."))
    .sort();
  const entries: RouteEntry[] = [];
  for (const file of files) {
    const module: Record<string, unknown> = await import(pathToFileURL(join(root, file)).href);
    const path = `/api/${relative(root, join(root, file, ".."))
      .split(sep)
      .join("/")}`;
    for (const method of methods) {
      const handler = module[method];
      if (isRoute(handler)) {
        entries.push({ method, path, handler, access: handler.access, isChange: handler.isChange });
      } else if (handler !== undefined) {
        throw new Error(`${method} ${path} is not made by route()`);
      }
    }
  }
  return entries;
}

function isRoute(value: unknown): value is Handler & { access: string; isChange: boolean } {
  return typeof value === "function" && "access" in value && "isChange" in value;
}

/** Finds the handler for a path, fixed segments before dynamic ones, and calls it. */
export async function dispatch(routes: RouteEntry[], request: Request): Promise<Response> {
  const segments = new URL(request.url).pathname.split("/");
  const candidates = routes.flatMap((route) => {
    const params = route.method === request.method ? matchPath(route.path.split("/"), segments) : null;
    return params ? [{ route, params }] : [];
  });
  const [best] = candidates.sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length);
  if (!best) throw new Error(`no route for ${request.method} ${request.url}`);
  return best.route.handler(request, { params: Promise.resolve(best.params) });
}

function matchPath(pattern: string[], segments: string[]): Record<string, string> | null {
  if (pattern.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? "";
    const name = /^\[(\w+)\]$/.exec(part)?.[1];
    if (name) params[name] = decodeURIComponent(segment);
    else if (part !== segment) return null;
  }
  return params;
}
