import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { limits } from "@/lib/protocol/limits";
import { decodeSegment } from "@/lib/text/decode-segment";
import { ClientClient } from "./client";

type Props = { params: Promise<{ appId: string; clientId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { clientId } = await params;
  return { title: decodeSegment(clientId) };
}

export default async function ClientPage({ params }: Props) {
  const { appId, clientId } = await params;
  const id = decodeSegment(clientId);
  // No server takes such an id: nobody can have it.
  if (id.length > limits.clientIdLength) notFound();
  return <ClientClient appId={decodeSegment(appId)} clientId={id} />;
}
