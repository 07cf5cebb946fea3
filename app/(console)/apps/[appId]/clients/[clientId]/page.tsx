import type { Metadata } from "next";
import { decodeSegment } from "@/lib/text/decode-segment";
import { ClientClient } from "./client";

type Props = { params: Promise<{ appId: string; clientId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { clientId } = await params;
  return { title: decodeSegment(clientId) };
}

export default async function ClientPage({ params }: Props) {
  const { appId, clientId } = await params;
  return <ClientClient appId={decodeSegment(appId)} clientId={decodeSegment(clientId)} />;
}
