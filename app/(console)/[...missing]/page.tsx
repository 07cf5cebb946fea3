import { notFound } from "next/navigation";

/** Any other address: "not found" inside the shell, after the session check. */
export default function MissingPage() {
  notFound();
}
