import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { connectPacket, publishPacket } from "./mqtt";

/** A broker for the bench, and who publishes there. */
export type Mosquitto = {
  port: number;
  publish(topic: string, payload: string, qos: 0 | 1): void;
  stop(): Promise<void>;
};

/** Where Debian puts it lies outside of most users' PATH. */
const path = `${process.env.PATH ?? ""}:/usr/sbin:/usr/local/sbin:/opt/homebrew/sbin`;
const patienceMs = 10_000;

/** Starts the machine's mosquitto with nothing but a listener; null when it is not installed. */
export async function startMosquitto(): Promise<Mosquitto | null> {
  const folder = await mkdtemp(join(tmpdir(), "parley-mosquitto-"));
  const port = await freePort();
  const config = join(folder, "mosquitto.conf");
  await writeFile(
    config,
    `listener ${port} 127.0.0.1\nallow_anonymous true\npersistence false\nlog_type none\nset_tcp_nodelay true\n`,
    { mode: 0o644 },
  );
  const child = spawn("mosquitto", ["-c", config], { env: { ...process.env, PATH: path }, stdio: "ignore" });
  const ended = new Promise<void>((resolve) => {
    child.once("error", () => resolve());
    child.once("exit", () => resolve());
  });
  const stop = async (): Promise<void> => {
    child.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const publisher = await Promise.race([openPublisher(port), ended.then(() => null)]);
  if (publisher === null) {
    await stop();
    return null;
  }
  return {
    port,
    publish: (topic, payload, qos) => void publisher.write(publishPacket(topic, payload, qos)),
    stop: () => {
      publisher.destroy();
      return stop();
    },
  };
}

/** A connection that may publish, as soon as the broker listens; null when it never does. */
async function openPublisher(port: number): Promise<Socket | null> {
  for (const end = Date.now() + patienceMs; Date.now() < end; await wait(50)) {
    const socket = connect(port, "127.0.0.1");
    const accepted = await new Promise<boolean>((resolve) => {
      socket.once("error", () => resolve(false));
      socket.once("data", () => resolve(true));
      socket.write(connectPacket("bench"));
    });
    if (accepted) return socket.resume();
  }
  return null;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}
