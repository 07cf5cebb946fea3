import { buildConsole } from "./build-console";
import { prepareEnvironment } from "./prepare-environment";
import { runStack } from "./run-stack";

/** `npm start`: IM server and console from a production build, made when needed. */
export async function start(): Promise<void> {
  const { environment, parts } = await prepareEnvironment({ console: true, im: true });
  await buildConsole();
  await runStack(environment, parts, "start");
}
