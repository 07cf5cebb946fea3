import { createDevice, type Device, type ImClient, type SdkPackage } from "./sdk";
import { startTestServer, type TestServer, type TestServerOptions } from "./start-test-server";
import type { Frame } from "./wiretap";

type DeviceOptions = Parameters<typeof createDevice>[2];
type LoginOptions = Parameters<Device["realtime"]["createIMClient"]>[1];

export type LoggedIn = { client: ImClient; device: Device };

/** A server and the devices that a test file connects to it. */
export type Lab = {
  readonly server: TestServer;
  /** What has crossed the wire between its devices and the server. */
  readonly frames: Frame[];
  device(options?: DeviceOptions): Promise<Device>;
  /** Logs a client in on a device of its own. */
  login(clientId: string, options?: LoginOptions, deviceOptions?: DeviceOptions): Promise<LoggedIn>;
  /** A client id that no other test uses. */
  name(text: string): string;
  close(): Promise<void>;
};

let serial = 0;

/** Starts a server for one SDK package. Labs may write their frames into one list. */
export async function openLab(
  name: SdkPackage,
  options: TestServerOptions = {},
  frames: Frame[] = [],
): Promise<Lab> {
  const server = await startTestServer(options);
  const devices: Device[] = [];
  const device = async (deviceOptions?: DeviceOptions) => {
    const created = await createDevice(name, server, deviceOptions, frames);
    devices.push(created);
    return created;
  };
  return {
    server,
    frames,
    device,
    async login(clientId, loginOptions, deviceOptions) {
      const created = await device(deviceOptions);
      return { client: await created.realtime.createIMClient(clientId, loginOptions), device: created };
    },
    name: (text) => `${text}-${++serial}`,
    async close() {
      await Promise.all(devices.map((each) => each.close()));
      await server.close();
    },
  };
}
