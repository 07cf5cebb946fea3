import "server-only";
import type { LeanCloud } from "./request";
import { UpstreamError } from "./upstream-error";

/**
 * An IM server that remembers whether anything was changed there: a call that is no read succeeded,
 * or its answer was lost. A failure after that leaves the outcome open.
 */
export function trackChanges(upstream: LeanCloud): { upstream: LeanCloud; mayHaveChanged(): boolean } {
  let hasChanged = false;
  return {
    mayHaveChanged: () => hasChanged,
    upstream: {
      stream: (stream) => upstream.stream(stream),
      async call(call) {
        if (call.method === "GET") return upstream.call(call);
        try {
          const reply = await upstream.call(call);
          hasChanged = true;
          return reply;
        } catch (error) {
          if (!(error instanceof UpstreamError) || error.isOutcomeUnknown) hasChanged = true;
          throw error;
        }
      },
    },
  };
}
