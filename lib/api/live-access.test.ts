import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type LiveClient, openLive } from "./testing/live-client";
import { startTestConsole, type TestConsole } from "./testing/start-test-console";
import { errorOf, type TestClient } from "./testing/test-client";

// Much is started and restarted here; on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 });

let parley: TestConsole;
let admin: TestClient;

beforeAll(async () => {
  parley = await startTestConsole();
  admin = await parley.signIn("admin");
});
afterAll(() => parley.close());

async function listen(client: TestClient): Promise<LiveClient> {
  const live = await openLive(parley, client);
  await live.until(({ frames }) => frames.length > 0);
  return live;
}

type Taking = {
  name: string;
  take: (operatorId: string, client: TestClient) => Promise<unknown>;
  code: string;
};
const takings: Taking[] = [
  {
    name: "is disabled",
    take: (id) => admin.send("PATCH", `/api/operators/${id}`, { status: "disabled" }),
    code: "unauthenticated",
  },
  {
    name: "is demoted",
    take: (id) =>
      admin.send("PATCH", `/api/operators/${id}`, { grants: [{ appId: "embedded", role: "agent" }] }),
    code: "unauthenticated",
  },
  {
    name: "is signed out by an admin",
    take: (id) => admin.send("DELETE", `/api/operators/${id}/sessions`),
    code: "unauthenticated",
  },
  {
    name: "loses the grant, whoever took it",
    take: (id) => parley.context.db.deleteFrom("grants").where("operator_id", "=", id).execute(),
    code: "forbidden",
  },
  {
    name: "must change the password",
    take: (id) =>
      parley.context.db
        .updateTable("operators")
        .set({ must_change_password: 1 })
        .where("id", "=", id)
        .execute(),
    code: "password_change_required",
  },
];

test.each(takings)(
  "the stream of an operator who $name ends, and is refused from then on",
  async ({ take, code }) => {
    const client = await parley.signIn("moderator");
    const bystander = await listen(await parley.signIn("agent"));
    const live = await listen(client);
    await take(client.operatorId ?? "", client);
    await live.ended;
    expect(errorOf(await client.get("/api/live?apps=embedded")).code).toBe(code);
    const heard = bystander.frames.length;
    await bystander.until(({ frames }) => frames.length > heard);
    bystander.close();
  },
);

test("who is signed out is not shown at a conversation any more", async () => {
  const client = await parley.signIn("agent");
  await listen(client);
  await client.send("POST", "/api/apps/embedded/conversations/c1/activity", { state: "viewing", tab: "t" });
  const watcher = await listen(admin);
  const operatorsOf = () =>
    watcher.events.flatMap((event) => (event.type === "activity" ? [event.operators.length] : []));
  await watcher.until(() => operatorsOf().at(-1) === 1);
  await admin.send("DELETE", `/api/operators/${client.operatorId}/sessions`);
  await watcher.until(() => operatorsOf().at(-1) === 0);
  watcher.close();
});

test("an app that is removed, or lies elsewhere now, ends its streams", async () => {
  const { id: _, ...row } = await parley.context.db
    .selectFrom("apps")
    .selectAll()
    .where("id", "=", "embedded")
    .executeTakeFirstOrThrow();
  const sealed = (name: string) => parley.context.keyring.seal("x", `${name}-key:second`);
  await parley.context.db
    .insertInto("apps")
    .values({ ...row, id: "second", app_key_sealed: sealed("app"), master_key_sealed: sealed("master") })
    .execute();
  const live = await openLive(parley, admin, { apps: "embedded,second" });
  await live.until(({ frames }) =>
    frames.some(({ appId, state }) => appId === "second" && state === "behind"),
  );
  await live.until(({ frames }) =>
    frames.some(({ appId, state }) => appId === "embedded" && state === "live"),
  );
  await parley.context.db.deleteFrom("apps").where("id", "=", "second").execute();
  await live.ended;
  expect(errorOf(await admin.get("/api/live?apps=second")).code).toBe("not_found");
});

test("an app that is gone, or is another's, takes the stream from no other tab", async () => {
  const client = await parley.signIn("agent", { appId: "embedded" });
  const foreign = await parley.signIn("agent", { appId: "hosted" });
  const live = await openLive(parley, client, { apps: "hosted,gone,embedded" });
  await live.until(({ frames }) => frames.some(({ state }) => state === "live"));
  const statesOf = (appId: string) =>
    new Set(live.frames.flatMap((one) => (one.appId === appId ? [one.state] : [])));
  expect([...statesOf("embedded")].at(-1)).toBe("live");
  expect(statesOf("hosted")).toEqual(statesOf("gone"));
  expect(statesOf("gone")).toEqual(new Set(["behind"]));
  live.close();
  expect(errorOf(await client.get("/api/live?apps=hosted,gone")).code).toBe("forbidden");
  expect(errorOf(await foreign.get("/api/live?apps=embedded")).code).toBe("forbidden");
});

test("an operator has a bounded number of streams, and one that is closed counts no more", async () => {
  const client = await parley.signIn("agent");
  const open = await Promise.all(Array.from({ length: 20 }, () => listen(client)));
  const refused = await client.get("/api/live?apps=embedded");
  expect(errorOf(refused).code).toBe("rate_limited");
  open[0]?.close();
  const again = await listen(client);
  for (const live of [...open, again]) live.close();
});

test("the log says when a stream was opened and how it ended", async () => {
  const client = await parley.signIn("agent");
  const live = await listen(client);
  live.close();
  await live.ended;
  const lines = parley
    .logged()
    .split("\n")
    .filter((line) => line.includes(client.operatorId ?? "") && line.includes("live"));
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { msg: "call", path: "/api/live", status: 200 },
    { msg: "live ended", reason: "closed", apps: ["embedded"] },
  ]);
});

test("only the headers are asked for: no stream is opened", async () => {
  const client = await parley.signIn("agent");
  const route = parley.routes.find(({ path }) => path === "/api/live");
  for (let count = 0; count < 25; count += 1) {
    const headers = { cookie: client.cookie ?? "" };
    const request = new Request("http://console.test/api/live?apps=embedded", { method: "HEAD", headers });
    const response = await route?.handler(request, { params: Promise.resolve({}) });
    expect(response).toMatchObject({ status: 200, body: null });
  }
});
