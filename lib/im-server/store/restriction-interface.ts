type Page = { limit: number; next: string | null };

/** A silence that ends by itself. */
export type TimedSilence = { clientId: string; until: number };

/** What keeps a client from writing in a conversation, or out of it; `until` is null for good. */
export type RestrictionRow = {
  conversationId: string;
  list: "silences" | "temporary-silences" | "blocks";
  until: number | null;
};

/** Silences and blocks as those who lift them look for them. */
export interface RestrictionStore {
  /** Who is silenced for a time in a conversation. */
  getTimedSilences(
    objectId: string,
    page: Page,
    now: number,
  ): Promise<{ silences: TimedSilence[]; next: string | null }>;
  /** Where a client is silenced or blocked. */
  getRestrictions(
    clientId: string,
    page: Page,
    now: number,
  ): Promise<{ restrictions: RestrictionRow[]; next: string | null }>;
}
