"use client";

import { useCallback, useRef, useState } from "react";
import { saveFile } from "@/components/ui/save-file";
import type { Conversation } from "@/lib/contracts/conversations";
import type { ConversationListInput } from "@/lib/queries/conversations/keys";
import { fetchConversations } from "@/lib/queries/conversations/queries";
import { csvHeader, type ExportFormat, exportLine } from "./export-rows";

export interface ExportState {
  state: "idle" | "running" | "done" | "stopped" | "failed";
  done: number;
  total: number | null;
  error: unknown;
}
export type ExportTarget = { ids: string[] } | { query: ConversationListInput };

const idle: ExportState = { state: "idle", done: 0, total: null, error: null };
const pageSize = 200;
const idsPerCall = 100;

/** Reads everything chosen page by page and saves it as a file; what was read is saved when it is stopped, too. */
export function useExport(appId: string) {
  const [progress, setProgress] = useState(idle);
  const abort = useRef<AbortController | null>(null);

  const start = useCallback(
    async (target: ExportTarget, format: ExportFormat) => {
      const controller = new AbortController();
      abort.current = controller;
      const lines: string[] = format === "csv" ? [csvHeader] : [];
      let done = 0;
      setProgress({ ...idle, state: "running" });
      const save = () => download(lines, format);
      try {
        for await (const page of pages(appId, target, controller.signal)) {
          for (const conversation of page.conversations) lines.push(exportLine(conversation, format));
          done += page.conversations.length;
          setProgress({ state: "running", done, total: page.total, error: null });
        }
        save();
        setProgress((last) => ({ ...last, state: "done", total: done }));
      } catch (error) {
        if (done > 0) save();
        const state = controller.signal.aborted ? "stopped" : "failed";
        setProgress((last) => ({ ...last, state, error: state === "failed" ? error : null }));
      }
    },
    [appId],
  );
  const stop = useCallback(() => abort.current?.abort(), []);
  return { progress, start, stop };
}

interface ExportPage {
  conversations: Conversation[];
  total: number | null;
}

async function* pages(appId: string, target: ExportTarget, signal: AbortSignal): AsyncGenerator<ExportPage> {
  if ("ids" in target) {
    for (let at = 0; at < target.ids.length; at += idsPerCall) {
      const where = JSON.stringify({ objectId: { $in: target.ids.slice(at, at + idsPerCall) } });
      const list = await fetchConversations(appId, { where, pageSize }, signal);
      yield { conversations: list.conversations, total: target.ids.length };
    }
    return;
  }
  // In order of creation: nothing moves between pages while they are read.
  const query: ConversationListInput = { ...target.query, sort: "createdAt", dir: "asc", pageSize };
  for (let page = 1; ; page += 1) {
    const list = await fetchConversations(appId, { ...query, page }, signal);
    yield { conversations: list.conversations, total: list.total };
    if (list.conversations.length < pageSize) return;
  }
}

function download(lines: string[], format: ExportFormat) {
  const type = format === "csv" ? "text/csv;charset=utf-8" : "application/x-ndjson";
  const bom = format === "csv" ? "\ufeff" : "";
  const name = `conversations-${new Date().toISOString().slice(0, 10)}.${format}`;
  saveFile(name, [bom, `${lines.join("\n")}\n`], type);
}
