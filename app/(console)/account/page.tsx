import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AccountClient } from "./client";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("account"))("title") };
}

export default function AccountPage() {
  return <AccountClient />;
}
