import { z } from "zod";
import { resetSecondFactorByEmail } from "@/lib/console/operators/second-factor/reset-second-factor";
import { RefusedError } from "@/lib/console/refused-error";
import { answerInput } from "./server-script";

const inputSchema = z.object({ email: z.string() });

/**
 * A process of its own (`--conditions=react-server`), because the console's data is server-only code.
 * Answers whose second factor is off now, or why none is.
 */
await answerInput((input) =>
  resetSecondFactorByEmail(inputSchema.parse(input).email).catch((error: unknown) => {
    if (error instanceof RefusedError) return { refused: error.message };
    throw error;
  }),
);
