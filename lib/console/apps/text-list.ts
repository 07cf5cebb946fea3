import "server-only";
import { z } from "zod";

const textListSchema = z.array(z.string());

/** A JSON array of text from a column. */
export function parseTextList(json: string): string[] {
  return textListSchema.parse(JSON.parse(json));
}
