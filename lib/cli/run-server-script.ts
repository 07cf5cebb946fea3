import { spawn } from "node:child_process";
import { CliError } from "./cli-error";

/**
 * Runs a script that uses the console's server-only code in a process of its own.
 * `input` goes to its standard input as JSON; the last line it prints is JSON and is answered.
 */
export async function runServerScript(
  script: string,
  env: Record<string, string>,
  input: unknown,
): Promise<unknown> {
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", script], {
    env: { ...process.env, ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.on("error", () => {});
  child.stdin.end(JSON.stringify(input));
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  const complaints: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => complaints.push(chunk));
  const code = await new Promise<number | null>((resolve) => {
    child.once("error", () => resolve(1));
    child.once("close", (status) => resolve(status));
  });
  const lastLine = Buffer.concat(chunks).toString("utf8").trim().split("\n").at(-1) ?? "";
  const said = Buffer.concat(complaints).toString("utf8").trim();
  if (code !== 0 || lastLine === "") {
    if (said !== "" && !said.includes("\n")) throw new CliError("child_failed", said);
    console.error(said);
    throw new CliError("child_failed", `${script} failed; the reason stands above.`);
  }
  if (said !== "") console.error(said);
  return JSON.parse(lastLine);
}
