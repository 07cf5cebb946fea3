"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type ComponentProps, useCallback } from "react";
import { Composer } from "@/components/composer/composer";
import { dynamic } from "@/components/ui/dynamic";
import type { SendMessage } from "@/lib/contracts/messages";
import { newestKnown } from "@/lib/queries/messages/newest-known";
import { openSending } from "@/lib/queries/messages/sending";

const DataPreview = dynamic(() =>
  import("@/components/messages/data-preview").then((module) => module.DataPreview),
);

type MessageComposerProps = Omit<ComponentProps<typeof Composer>, "onSend" | "renderPreview"> & {
  client: string | null;
};

/** The composer under a history: what is written goes into the conversation's outbox. */
export function MessageComposer(props: MessageComposerProps) {
  const { appId, conversation, client } = props;
  const queries = useQueryClient();
  const send = useCallback(
    (body: SendMessage) =>
      void openSending(appId, conversation.id, client).send(
        body,
        newestKnown(queries, appId, conversation.id),
      ),
    [queries, appId, conversation.id, client],
  );
  return <Composer {...props} onSend={send} renderPreview={(data) => <DataPreview data={data} />} />;
}
