import { queryOptions } from "@tanstack/react-query";
import type { ImSettings } from "@/lib/contracts/im-settings";
import { appPath } from "../app/keys";
import { apiGet } from "../http";
import { imSettingsKeys } from "./keys";

export const imSettingsQueryOptions = (appId: string) =>
  queryOptions({
    queryKey: imSettingsKeys.all(appId),
    queryFn: ({ signal }) => apiGet<ImSettings>(appPath(appId, "im-settings"), { signal }),
  });
