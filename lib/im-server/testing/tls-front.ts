import { connect } from "node:net";
import { createServer, type TLSSocket } from "node:tls";

/** A certificate for 127.0.0.1 that nobody trusts: it stands in for the TLS in front of a server. */
const cert = `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIURS+B1omt6nrTKZcGyKXdoxnw5IgwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyMTA4NDk0NVoYDzIxMjYxMDI4
MDg0OTQ1WjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQgt/LlmbEFW2IZ0IN17Yd7Oix4fQ4M26k6pH6klBs7cqJCiQrANDcw
m+z0TE9GRVkKUobm43rmBmxoWrMB3kjdo28wbTAdBgNVHQ4EFgQU5vz/pCrObC8q
FePZRQfZ2xsSf6kwHwYDVR0jBBgwFoAU5vz/pCrObC8qFePZRQfZ2xsSf6kwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARhwR/AAABgglsb2NhbGhvc3QwCgYIKoZI
zj0EAwIDSAAwRQIgVxNLU0A24xjd7IWhefUjse8PEED6VRiuNRV2iM500zoCIQC1
zP79RIgU9ZIkxwdxuiDHMxGQXSwUD7zQMW4T6br0BQ==
-----END CERTIFICATE-----`;
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgSiyt2DVbbYIlWq5f
QjE2oPrBsWpJWS1IsXccPswo7TKhRANCAAQgt/LlmbEFW2IZ0IN17Yd7Oix4fQ4M
26k6pH6klBs7cqJCiQrANDcwm+z0TE9GRVkKUobm43rmBmxoWrMB3kjd
-----END PRIVATE KEY-----`;

export type TlsFront = { host: string; close(): Promise<void> };

/** TLS in front of a server's port, as a proxy that adds `X-Forwarded-Proto` to each first request. */
export async function openTlsFront(target: number): Promise<TlsFront> {
  const open = new Set<TLSSocket>();
  const server = createServer({ cert, key }, (near) => {
    open.add(near);
    const far = connect(target, "127.0.0.1");
    near.once("data", (head: Buffer) => {
      const text = head.toString("latin1").replace("\r\n", "\r\nX-Forwarded-Proto: https\r\n");
      far.write(Buffer.from(text, "latin1"));
      near.pipe(far);
    });
    far.pipe(near);
    near.on("error", () => far.destroy());
    far.on("error", () => near.destroy());
    near.on("close", () => {
      open.delete(near);
      far.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    host: `127.0.0.1:${port}`,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
