import "server-only";
import { z } from "zod";
import { getSettings } from "@/lib/leancloud/settings";
import { digestOf } from "../../im-settings/save-im-settings";
import { cannotTell, happened, notThere, type Settler } from "./verdict";

const inputSchema = z.object({ revision: z.number(), digest: z.string() });

/** Whether the settings now are the ones that were put; once they were put again, nobody can tell. */
export const settleSettings: Settler = async ({ upstream, input }) => {
  const { revision: expected, digest } = inputSchema.parse(input);
  const { revision, ...settings } = await getSettings(upstream);
  if (revision === expected + 1 && digestOf(settings) === digest) return happened({ ...settings, revision });
  return revision > expected + 1 ? cannotTell : notThere;
};
