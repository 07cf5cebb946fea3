import { createServer } from "node:net";
import { CliError } from "./cli-error";
import { errorCode } from "./data-folder";

/**
 * Makes sure that a port can be listened on and answers it; 0 finds a free one.
 * `variable` names what to change when it cannot.
 */
export async function reservePort(host: string, port: number, variable: string): Promise<number> {
  const probe = createServer();
  try {
    return await new Promise<number>((resolve, reject) => {
      probe.once("error", reject);
      probe.listen({ host, port }, () => {
        const address = probe.address();
        resolve(typeof address === "object" && address ? address.port : port);
      });
    });
  } catch (error) {
    throw new CliError("port_in_use", describePortError(error, host, port, variable));
  } finally {
    await new Promise<void>((resolve) => probe.close(() => resolve()));
  }
}

function describePortError(error: unknown, host: string, port: number, variable: string): string {
  const code = errorCode(error);
  if (code === "EADDRINUSE") {
    return `Port ${port} is already in use. Stop what listens there, or set ${variable} to another port.`;
  }
  if (code === "EACCES") {
    return `This user may not listen on port ${port}. Set ${variable} to a port above 1023.`;
  }
  return `Cannot listen on ${host}:${port} (${code}). Set ${variable.replace(/PORT$/, "HOST")} to an address of this machine.`;
}
