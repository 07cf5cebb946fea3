import { buildConsole } from "./build-console";
import { prepareEnvironment } from "./prepare-environment";
import { runStack } from "./run-stack";

/** `npm run start:console`: the console alone; it finds the IM server at PARLEY_IM_URL or PARLEY_IM_PORT. */
export async function startConsole(): Promise<void> {
  const { environment, parts } = await prepareEnvironment({ console: true, im: false });
  await buildConsole();
  await runStack(environment, parts, "start");
}
