import { loadDemo } from "./demo/load-demo";
import { withImServer } from "./with-im-server";

/** `npm run seed`: adds the demo workspace to the embedded IM server, also when it holds something already. */
export async function seed(): Promise<void> {
  const count = await withImServer((client, environment) => loadDemo(client, environment.consoleUrl));
  console.log(`${count} conversations added.`);
}
