import { redirect } from "next/navigation";

/** An app opens at its conversations. */
export default async function AppPage({ params }: { params: Promise<{ appId: string }> }) {
  const { appId } = await params;
  redirect(`/apps/${appId}/conversations`);
}
