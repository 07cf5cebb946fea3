import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { createTestConversation } from "../../testing/builders";
import { startServerProcess } from "../../testing/server-process";

const MANY = 60;

it("leaves nobody a member who is blocked, whenever the server dies", { timeout: 90_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "parley-blocks-"));
  let server = await startServerProcess(folder);
  onTestFinished(async () => {
    await server.kill();
    await rm(folder, { recursive: true, force: true });
  });
  const create = () => createTestConversation(server, { m: ["Tom", "Jerry"] });
  const ids = await Promise.all(Array.from({ length: MANY }, create));
  const block = (id: string) =>
    server.call("POST", `/1.2/rtm/conversations/${id}/blacklists`, { body: { client_ids: ["Jerry"] } });
  await Promise.any(ids.map((id) => block(id)));
  await server.kill();

  server = await startServerProcess(folder);
  const read = async (id: string, what: string) => {
    const { body } = await server.call("GET", `/1.2/rtm/conversations/${id}/${what}`);
    return JSON.stringify(body).includes("Jerry");
  };
  const states = await Promise.all(
    ids.map(async (id) => ({ isBlocked: await read(id, "blacklists"), isMember: await read(id, "members") })),
  );
  expect(states.some(({ isBlocked }) => isBlocked)).toBe(true);
  expect(states.filter(({ isBlocked, isMember }) => isBlocked === isMember)).toEqual([]);
});
