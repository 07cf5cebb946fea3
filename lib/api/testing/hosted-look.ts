import http from "node:http";

/** An HTTP proxy that hides what only Parley's server can do: to the console it looks like a hosted app. */
export async function startHostedLook(targetUrl: string): Promise<{ url: string; close(): Promise<void> }> {
  const target = new URL(targetUrl);
  const server = http.createServer((request, response) => {
    if (request.url?.startsWith("/parley/")) {
      response.writeHead(404, { "content-type": "application/json" });
      response.end(JSON.stringify({ code: 1, error: "Not found." }));
      return;
    }
    const { method, headers, url: path } = request;
    const onward = http.request(
      { host: target.hostname, port: target.port, method, headers, path },
      (reply) => {
        response.writeHead(reply.statusCode ?? 500, reply.headers);
        reply.pipe(response);
      },
    );
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
