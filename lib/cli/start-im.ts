import { prepareEnvironment } from "./prepare-environment";
import { runStack } from "./run-stack";

/** `npm run start:im`: the IM server alone, also when a hosted app is the console's default. */
export async function startIm(): Promise<void> {
  const { environment, parts } = await prepareEnvironment({ console: false, im: true });
  await runStack(environment, parts, "start");
}
