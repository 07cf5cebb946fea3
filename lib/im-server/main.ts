import { pino } from "pino";
import { readConfig } from "./config";
import { createImServer } from "./server";
import { StartError } from "./start-error";

/** Starts the IM server as a process: variables in, one ready line out, a clean end on signals. */
async function main(): Promise<void> {
  process.umask(0o077);
  const result = readConfig(process.env);
  if (!result.ok) throw new StartError(result.problem);
  const logger = pino({ level: "warn" }, pino.destination(2));
  const server = await createImServer(result.config, { logger });
  const url = await server.start().catch(async (error: unknown) => {
    await server.close();
    throw error;
  });
  process.stdout.write(`im-server ready ${url}\n`);

  let isEnding = false;
  const end = () => {
    if (isEnding) return;
    isEnding = true;
    server.close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, "closing failed");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
}

main().catch((error: unknown) => {
  const line = error instanceof StartError ? error.message : `The IM server failed: ${String(error)}`;
  process.stderr.write(`${line}\n`);
  process.exit(1);
});
