// The entry of every command. Plain JavaScript that any Node from 14 on can read,
// so that an old Node says what is wrong instead of failing on syntax.
import { fileURLToPath } from "node:url";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const isSupported = (major === 20 && minor >= 19) || (major === 22 && minor >= 14) || major > 22;

if (!isSupported) {
  console.error(
    `parley: Node ${process.versions.node} cannot run Parley. Install Node 22.14 or newer (or 20.19 and later 20.x) from https://nodejs.org and try again.`,
  );
  process.exit(1);
}

// Relative paths in variables are meant from the project folder, where npm runs commands anyway.
process.chdir(fileURLToPath(new URL("../..", import.meta.url)));

let register;
try {
  ({ register } = await import("tsx/esm/api"));
} catch {
  console.error("parley: the packages are not installed. Run `npm ci` first.");
  process.exit(1);
}
register();
const { runCommand } = await import("./run-command.ts");
await runCommand(process.argv.slice(2));
