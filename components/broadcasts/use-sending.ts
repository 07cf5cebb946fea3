"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { useKeptState } from "@/components/entities/use-kept-state";
import type { SentMessage } from "@/lib/contracts/messages";
import { broadcastKeys } from "@/lib/queries/broadcasts/keys";
import { type Announcement, sendAnnouncement } from "@/lib/queries/broadcasts/send";
import { isApiError } from "@/lib/queries/http";
import { settle, settleOperation } from "@/lib/queries/operations/settle";
import { isDefinite } from "./send-outcome";

export type Sending =
  | { phase: "idle" }
  | { phase: "sending" }
  /** It left, no answer came back, or the page was reloaded: the console is asked what became of it. */
  | { phase: "checking" }
  | { phase: "sent"; result: SentMessage | null }
  /** `isDefinite`: certainly not sent. */
  | { phase: "failed"; error: unknown; isDefinite: boolean }
  /** The console has no record of it: it never arrived there. */
  | { phase: "lost" };

interface Pending {
  operationId: string;
  announcement: Announcement;
}

/**
 * Sends one announcement as one operation. Whatever happens in between (double click, reload, lost answer), the
 * same operation id is used until the outcome is certain, so it is never sent twice.
 */
export function useSending(appId: string, operationId: string, onSent: () => void) {
  const client = useQueryClient();
  const pending = useKeptState<Pending | null>(`parley:announcement-pending:${appId}`, readPending);
  const [sending, setSending] = useState<{ id: string; state: Sending }>({
    id: "",
    state: { phase: "idle" },
  });
  const busyWith = useRef("");
  const done = useRef(onSent);
  useEffect(() => {
    done.current = onSent;
  });

  const follow = useCallback(
    async (id: string, work: (note: (state: Sending) => void) => Promise<Sending>) => {
      if (busyWith.current === id) return;
      busyWith.current = id;
      const note = (state: Sending) => setSending({ id, state });
      const state = await work(note);
      busyWith.current = "";
      note(state);
      if (state.phase !== "sent") return;
      done.current();
      void client.invalidateQueries({ queryKey: broadcastKeys.all(appId) });
    },
    [appId, client],
  );

  const send = useCallback(
    (id: string, announcement: Announcement, isFirstTry: boolean) =>
      follow(id, async (note) => {
        note({ phase: "sending" });
        try {
          const changed = await sendAnnouncement(appId, announcement, id);
          const { result } = await settle(changed, { onUnknown: () => note({ phase: "checking" }) });
          return { phase: "sent", result };
        } catch (error) {
          return { phase: "failed", error, isDefinite: isDefinite(error, isFirstTry) };
        }
      }),
    [appId, follow],
  );

  const check = useCallback(
    (id: string) =>
      follow(id, async (note) => {
        note({ phase: "checking" });
        try {
          return { phase: "sent", result: (await settleOperation<SentMessage>(id)).result };
        } catch (error) {
          if (isApiError(error, "not_found")) return { phase: "lost" };
          return { phase: "failed", error, isDefinite: isDefinite(error, false) };
        }
      }),
    [follow],
  );

  const state: Sending = sending.id === operationId ? sending.state : { phase: "idle" };
  // A page opened or reloaded at the result asks what became of it; it never sends by itself.
  const isResumed = operationId !== "" && state.phase === "idle" && pending.isLoaded;
  useEffect(() => {
    if (isResumed) void check(operationId);
  }, [isResumed, operationId, check]);

  const kept = pending.value?.operationId === operationId ? pending.value.announcement : null;
  return {
    state,
    /** What this operation sends, while this browser still has it. */
    announcement: kept,
    start: (id: string, announcement: Announcement) => {
      pending.set({ operationId: id, announcement });
      void send(id, announcement, true);
    },
    /** The same operation again: harmless if it was sent after all. */
    again: () => void (kept ? send(operationId, kept, false) : check(operationId)),
    check: () => void check(operationId),
  };
}

function readPending(value: unknown): Pending | null {
  if (typeof value !== "object" || value === null) return null;
  if (!("operationId" in value) || typeof value.operationId !== "string") return null;
  if (!("announcement" in value) || !isAnnouncement(value.announcement)) return null;
  return { operationId: value.operationId, announcement: value.announcement };
}

/** Only this page writes it; the shape is checked as far as the sending needs it, the server checks the rest. */
function isAnnouncement(value: unknown): value is Announcement {
  if (typeof value !== "object" || value === null || !("type" in value) || !("body" in value)) return false;
  return value.type === "broadcast" || (value.type === "clients" && "conversationId" in value);
}
