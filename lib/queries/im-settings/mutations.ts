import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Changed } from "@/lib/contracts/common";
import type { ImSettings, PutImSettings } from "@/lib/contracts/im-settings";
import { isApiError } from "../api-error";
import { appPath } from "../app/keys";
import { apiPut } from "../http";
import { settle } from "../operations/settle";
import { imSettingsKeys } from "./keys";

/**
 * Saves an app's IM settings. After a conflict the present ones are read; what is typed is the form's to keep.
 * `onSaved` is told before they come back as read.
 */
export function usePutImSettings(
  appId: string,
  onSaved: (saved: ImSettings, sent: PutImSettings["settings"]) => void,
) {
  const client = useQueryClient();
  const queryKey = imSettingsKeys.all(appId);
  return useMutation({
    mutationFn: async ({ operationId, ...body }: PutImSettings & { operationId: string }) => {
      const changed = await apiPut<Changed<ImSettings>>(appPath(appId, "im-settings"), body, { operationId });
      return (await settle(changed)).result;
    },
    onSuccess: (saved, { settings }) => {
      if (!saved) return;
      onSaved(saved, settings);
      client.setQueryData(queryKey, saved);
    },
    onError: (error) => (isApiError(error, "conflict") ? client.invalidateQueries({ queryKey }) : undefined),
  });
}
