import "server-only";
import { dressBareAnswers } from "@/lib/config/bare-answers";
import { settleClientAddresses } from "@/lib/config/client-address";
import { EnvError } from "@/lib/config/env";
import { getConsole } from "./context";
import { closeAbandonedJobs } from "./jobs/jobs";
import { resumeOperations } from "./operations/resume-operations";
import { cleanUp } from "./store/clean-up";
import { StoreError } from "./store/store-error";

/** Opens the console when the process starts. What is wrong with a variable or the database is said in one line each. */
export async function startConsole(): Promise<void> {
  try {
    const context = await getConsole();
    settleClientAddresses(context.env.trustedProxies);
    dressBareAnswers();
    await cleanUp(context);
    await closeAbandonedJobs(context);
    await resumeOperations(context);
    // The server stops when its last answer is written; a stream's answer has no end of its own.
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => context.live.close());
  } catch (error) {
    if (!(error instanceof EnvError || error instanceof StoreError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
