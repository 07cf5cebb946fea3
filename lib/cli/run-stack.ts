import { type ConsoleMode, startConsoleServer } from "./console-process";
import { loadDemoOnce } from "./demo/load-demo-once";
import type { Environment } from "./environment";
import { createFirstAdmin } from "./first-admin";
import { startImServer } from "./im-process";
import type { Parts } from "./prepare-environment";
import { runSupervised } from "./supervise";
import { printWelcome } from "./welcome";

/** Starts what `parts` asks for, tells where it is, and stays until it ends. Sets the exit code. */
export async function runStack(environment: Environment, parts: Parts, mode: ConsoleMode): Promise<void> {
  process.exitCode = await runSupervised(async (supervisor) => {
    if (parts.im) {
      const im = startImServer(environment);
      supervisor.add(im.child);
      environment.imUrl = await im.listening;
      await loadDemoOnce(environment, environment.imUrl, supervisor.stopping);
      if (supervisor.stopping.aborted) return;
      if (!parts.console) console.log(`\n  IM server: ${environment.imUrl}\n  Ctrl-C stops.\n`);
    }
    if (!parts.console) return;
    const admin = await createFirstAdmin(environment);
    if (supervisor.stopping.aborted) return;
    const web = startConsoleServer(environment, mode);
    supervisor.add(web.child);
    await web.listening;
    printWelcome(environment, admin);
  });
}
