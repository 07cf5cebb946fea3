import { expect, it } from "vitest";
import { apiErrorCodes } from "@/lib/contracts/common";
import { jobFailureCodes } from "@/lib/contracts/conversations";
import { loadMessages } from "@/lib/i18n/load-messages";

it.each(["en", "zh-CN"] as const)(
  "what failed has words in %s, whatever the audit keeps of it",
  async (locale) => {
    const { audit, conversations } = JSON.parse(JSON.stringify(await loadMessages(locale)));
    // Of signing in, where the API tells strangers nothing.
    const kept = [...apiErrorCodes, "invalid"];
    expect(Object.keys(audit.errors).sort()).toEqual(kept.sort());
    expect(Object.keys(conversations.bulk.why).sort()).toEqual([...jobFailureCodes].sort());
  },
);
