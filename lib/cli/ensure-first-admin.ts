import { z } from "zod";
import { ensureFirstAdmin } from "@/lib/console/operators/ensure-first-admin";
import { answerInput } from "./server-script";

const inputSchema = z.object({ email: z.string(), password: z.string(), mustChangePassword: z.boolean() });

/** A process of its own (`--conditions=react-server`), because the console's data is server-only code. */
await answerInput((input) => ensureFirstAdmin(inputSchema.parse(input)));
