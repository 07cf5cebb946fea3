import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { measureGateway } from "@/lib/im-server/gateway/bench/bench";
import { fullSize, measureReads, measureSends, quickSize } from "@/lib/im-server/store/bench";
import { loadSample } from "@/lib/im-server/store/bench-sample";
import { openSqliteStore } from "@/lib/im-server/store/sqlite/open";
import { isMet, type Row } from "@/lib/im-server/testing/measure";
import { measureProcesses } from "./bench/measure-processes";
import { prepareEnvironment } from "./prepare-environment";

const admin = { email: "bench@example.com", password: "measure twice, cut once" };

/**
 * `npm run bench [-- --quick] [--gateway]`: one table of medians and ratios over a store filled for it;
 * `--gateway` measures that alone, which needs none.
 */
export async function bench(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { quick: { type: "boolean" }, gateway: { type: "boolean" } },
  });
  const connections = values.quick ? [1000] : [5000, 10_000];
  if (values.gateway) return printTable("sockets", await measureGateway(connections));
  const size = values.quick ? quickSize : fullSize;
  const folder = mkdtempSync(join(tmpdir(), "parley-bench-"));
  process.env.PARLEY_DATA_DIR = folder;
  process.env.PARLEY_CONSOLE_PORT = "0";
  process.env.PARLEY_IM_PORT = "0";
  process.env.PARLEY_ADMIN_EMAIL = admin.email;
  process.env.PARLEY_ADMIN_PASSWORD = admin.password;
  try {
    const { environment } = await prepareEnvironment({ console: true, im: true });
    const { rows, busiest } = await measureStore(folder, size);
    const processes = await measureProcesses({ ...environment, isQuiet: true }, admin, busiest);
    const gateway = await measureGateway(connections);
    const count = (value: number): string => value.toLocaleString("en");
    const sizes = `${count(size.conversations)} conversations, ${count(size.messages)} messages`;
    printTable(sizes, [...rows, ...processes, ...gateway]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureStore(
  folder: string,
  size: typeof fullSize,
): Promise<{ rows: Row[]; busiest: string }> {
  const store = await openSqliteStore({ file: join(folder, "im.sqlite"), queryBudget: 10_000 });
  try {
    const start = performance.now();
    const sample = await loadSample(store, size, (done) => {
      if (done > 0 && done % 200_000 === 0) console.error(`loaded ${done.toLocaleString("en")} messages`);
    });
    const seconds = (performance.now() - start) / 1000;
    const rows = [
      { name: "loading messages", value: size.messages / seconds, unit: "/s" },
      ...(await measureReads(store, sample, size)),
      ...(await measureSends(store, sample)),
    ];
    return { rows, busiest: sample.busiest };
  } finally {
    await store.close();
  }
}

function printTable(sizes: string, rows: Row[]): void {
  const width = Math.max(...rows.map((row) => row.name.length));
  console.log(`\n${sizes}; medians\n`);
  for (const row of rows) {
    const { name, value, unit, target, skipped } = row;
    if (skipped !== undefined) {
      console.log(`${name.padEnd(width)}  skipped: ${skipped} (${target ?? unit})`);
      continue;
    }
    const shown = value.toFixed(value >= 100 ? 0 : 2).padStart(9);
    const verdict = { true: "✓", false: "✗", null: "" }[`${isMet(row)}`];
    console.log(`${name.padEnd(width)}  ${shown} ${unit.padEnd(3)} ${target ?? ""} ${verdict}`.trimEnd());
  }
}
