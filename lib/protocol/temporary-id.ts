/** Ids of temporary conversations begin so; clients tell the kind by it. */
export const temporaryIdPrefix = "_tmp:";
