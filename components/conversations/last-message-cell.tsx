"use client";

import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { MessageSummary } from "@/components/entities/message-summary";
import { Bidi } from "@/components/ui/bidi";
import { lastMessageQueryOptions } from "@/lib/queries/conversations/queries";
import { useInView } from "./use-in-view";

/** The newest message of a conversation in one line, asked for when the row comes into view. */
export function LastMessageLine({ appId, conversationId }: { appId: string; conversationId: string }) {
  const element = useRef<HTMLSpanElement>(null);
  const isInView = useInView(element);
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
          <MessageSummary payload={data.payload} lines={1} />
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
