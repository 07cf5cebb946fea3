"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Bidi } from "@/components/ui/bidi";
import { dynamic } from "@/components/ui/dynamic";
import { lastMessageQueryOptions } from "@/lib/queries/conversations/last-message-query";
import { useInView } from "./use-in-view";

const loadSummary = () =>
  import("@/components/entities/message-summary").then((module) => module.MessageSummary);
const MessageSummary = dynamic(loadSummary);

/** The newest message of a conversation in one line, asked for when the row comes into view. */
export function LastMessageLine({ appId, conversationId }: { appId: string; conversationId: string }) {
  const element = useRef<HTMLSpanElement>(null);
  const isInView = useInView(element);
  // Its code comes while its message is asked for.
  useEffect(() => {
    if (isInView) void loadSummary();
  }, [isInView]);
  const { data, isPending } = useQuery({
    ...lastMessageQueryOptions(appId, conversationId),
    enabled: isInView,
  });
  return (
    <span ref={element} className="flex h-5 min-w-0 items-center text-muted">
      {data ? (
        <>
          <Bidi className="max-w-40 shrink-0 truncate text-ink">{data.from}</Bidi>
          <span aria-hidden className="mr-1.5">
            :
          </span>
          <MessageSummary payload={data.payload} recalledBy={data.changedBy} lines={1} />
        </>
      ) : isPending ? (
        <span className="inline-block h-3 w-40 max-w-full animate-appear rounded-sm bg-sunken" aria-hidden />
      ) : (
        <span className="text-faint" aria-hidden>
          —
        </span>
      )}
    </span>
  );
}
