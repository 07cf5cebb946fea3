declare module "compression" {
  import type { IncomingMessage, ServerResponse } from "node:http";

  /** Compresses what is written to a response, when its type and its client allow it. */
  export default function compression(): (
    request: IncomingMessage,
    response: ServerResponse,
    next: () => void,
  ) => void;
}
