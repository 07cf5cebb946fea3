import { prepareEnvironment } from "./prepare-environment";
import { runStack } from "./run-stack";

/** `npm run dev`: the same as `npm start`, with pages compiled on demand. */
export async function dev(): Promise<void> {
  const { environment, parts } = await prepareEnvironment({ console: true, im: true });
  await runStack(environment, parts, "dev");
}
