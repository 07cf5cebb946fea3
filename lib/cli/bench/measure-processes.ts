import { z } from "zod";
import { type Row, timeInTurns } from "@/lib/im-server/testing/measure";
import { buildConsole } from "../build-console";
import { startConsoleServer } from "../console-process";
import { type Environment, imKeys } from "../environment";
import { createFirstAdmin } from "../first-admin";
import { startImServer } from "../im-process";
import { type ConsoleSession, openSession } from "./console-session";
import { measureEventLatency } from "./event-latency";
import { type MeasuredPage, measureFirstLoad } from "./first-load";
import { memoryOf } from "./memory";

const pageSchema = z.looseObject({ messages: z.array(z.unknown()).min(50) });

/** The two processes over a filled store, as people use them: the console against direct REST, pages, memory. */
export async function measureProcesses(
  environment: Environment,
  admin: { email: string; password: string },
  conversationId: string,
): Promise<Row[]> {
  await buildConsole();
  const im = startImServer(environment);
  try {
    environment.imUrl = await im.listening;
    await createFirstAdmin(environment);
    const web = startConsoleServer(environment, "start");
    try {
      await web.listening;
      const session = await openSession(environment.consoleUrl, admin.email, admin.password);
      return [
        ...(await compareRoutes(environment, session, conversationId)),
        ...(await measureEventLatency(environment, session)),
        ...(await measureFirstLoad(
          environment.consoleUrl,
          session.cookies,
          pagesOf(session, conversationId),
        )),
        { name: "memory of the IM server", value: memoryOf(im.child.pid), unit: "MB" },
        { name: "memory of the console", value: memoryOf(web.child.pid), unit: "MB" },
      ];
    } finally {
      await web.child.stop();
    }
  } finally {
    await im.child.stop();
  }
}

/** One page of history through the console and straight from the IM server, in turns and uncompressed. */
async function compareRoutes(environment: Environment, session: ConsoleSession, id: string): Promise<Row[]> {
  const keys = imKeys(environment.settings, environment.config);
  const limit = 60;
  const direct = `${environment.imUrl}/1.2/rtm/conversations/${id}/messages?limit=${limit}`;
  const directHeaders = {
    "accept-encoding": "identity",
    "x-lc-id": keys.PARLEY_IM_APP_ID,
    "x-lc-key": `${keys.PARLEY_IM_MASTER_KEY},master`,
  };
  const route = `/api/apps/${session.appId}/conversations/${id}/messages?limit=${limit}`;
  pageSchema.parse(await (await session.get(route)).json());
  const [overRest = Number.NaN, overConsole = Number.NaN] = await timeInTurns(
    [
      async () => (await fetch(direct, { headers: directHeaders })).json(),
      async () => (await session.get(route)).json(),
    ],
    200,
  );
  return [
    { name: "history page over REST", value: overRest, unit: "ms" },
    { name: "history page through the console", value: overConsole, unit: "ms" },
    { name: "console route ÷ direct REST", value: overConsole / overRest, unit: "×", target: "≤ 2.5" },
  ];
}

function pagesOf(session: ConsoleSession, conversationId: string): Record<string, MeasuredPage> {
  const app = `/apps/${session.appId}`;
  const list = (path: string): MeasuredPage => ({
    path,
    isShown: () => document.querySelector("main tbody tr") !== null,
  });
  const settled = (path: string): MeasuredPage => ({
    path,
    isShown: () =>
      document.querySelector("main h1") !== null &&
      document.querySelector('main [aria-busy="true"], main .animate-pulse') === null,
  });
  return {
    conversations: list(`${app}/conversations`),
    conversation: {
      path: `${app}/conversations/${conversationId}`,
      isShown: () => document.querySelector("main article") !== null,
    },
    messages: settled(`${app}/messages`),
    clients: settled(`${app}/clients`),
    "watch list": settled(`${app}/clients?view=watch-list`),
    client: settled(`${app}/clients/Tom`),
    broadcasts: settled(`${app}/broadcasts`),
    "new announcement": settled(`${app}/broadcasts/new`),
    signatures: settled(`${app}/signatures`),
    "IM settings": settled(`${app}/settings`),
    audit: list("/audit"),
    operators: list("/operators"),
    apps: settled("/apps"),
    settings: settled("/settings"),
    account: settled("/account"),
  };
}
