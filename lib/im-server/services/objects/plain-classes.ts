/** Classes whose rows are plain objects. `_Conversation` has rules of its own and is not one. */
export const plainClasses: ReadonlySet<string> = new Set(["_SysMessage"]);
