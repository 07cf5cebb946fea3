import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createImServer } from "../../server";
import type { Row } from "../../testing/measure";
import { keys } from "./call-rest";
import { measureFanOut } from "./fan-out";
import { measureSends } from "./sends";

/**
 * Measures the socket gateway on this machine: sends by socket against sends by REST, fan-out against
 * a plain `ws` loop and mosquitto, REST beside it, and memory of idle sessions.
 */
export async function measureGateway(sizes: readonly number[] = [5000, 10_000]): Promise<Row[]> {
  const dataDir = await mkdtemp(join(tmpdir(), "parley-gateway-bench-"));
  const server = await createImServer({ dataDir, host: "127.0.0.1", port: 0, keys, quotas: null });
  await server.start();
  try {
    const rows: Row[] = await measureSends(server);
    for (const size of sizes) rows.push(...(await measureFanOut(server, size)));
    return rows;
  } finally {
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}
