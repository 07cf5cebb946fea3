"use client";

import { MessageBody } from "./message-body";
import { payloadFromData } from "./payload-from-data";

/** What is being written, as it will look in the history. */
export function DataPreview({ data }: { data: string }) {
  return <MessageBody payload={payloadFromData(data)} />;
}
