import net from "node:net";

export type CuttingProxy = {
  url: string;
  /**
   * What happens to the next requests whose heads match, or the next behind one that matches `behind`: cut before they
   * arrive, or after the server answered.
   */
  cutNext(what: "request" | "reply", match: RegExp, times?: number, behind?: RegExp): void;
  /** Cuts every connection that stands. */
  cutAll(): void;
  /** Matching requests that were let through to the server, whether or not their reply was. */
  arrived(match: RegExp): number;
  close(): Promise<void>;
};

/** A TCP proxy in front of a server that loses a request, or its reply, on demand. */
export async function startCuttingProxy(targetUrl: string): Promise<CuttingProxy> {
  const target = new URL(targetUrl);
  const heads: string[] = [];
  const sockets = new Set<net.Socket>();
  let cut: { what: "request" | "reply"; match: RegExp; times: number; behind?: RegExp } | null = null;
  const server = net.createServer((client) => {
    const upstream = net.connect(Number(target.port), target.hostname);
    let isLosingReply = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on("data", (chunk) => {
      const head = chunk.toString("latin1").split("\r\n")[0] ?? "";
      if (cut?.behind) {
        if (cut.behind.test(head)) cut.behind = undefined;
      } else if (cut?.match.test(head)) {
        const { what } = cut;
        cut.times -= 1;
        if (cut.times === 0) cut = null;
        if (what === "request") {
          client.destroy();
          return;
        }
        isLosingReply = true;
      }
      heads.push(head);
      upstream.write(chunk);
    });
    upstream.on("data", (chunk) => {
      if (isLosingReply) client.destroy();
      else client.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    cutNext(what, match, times = 1, behind) {
      cut = { what, match, times, behind };
    },
    cutAll() {
      for (const socket of sockets) socket.destroy();
    },
    arrived: (match) => heads.filter((head) => match.test(head)).length,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
