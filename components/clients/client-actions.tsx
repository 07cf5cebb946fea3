"use client";

import { LogOut, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useCan } from "@/components/layout/session-context";
import { Button } from "@/components/ui/button";
import { dynamic } from "@/components/ui/dynamic";

const KickDialog = dynamic(() => import("./kick-dialog").then((module) => module.KickDialog));
const SendToDialog = dynamic(() => import("./send-to-dialog").then((module) => module.SendToDialog));

/** What one can do with a client, as far as the role allows. */
export function ClientActions({ appId, clientId }: { appId: string; clientId: string }) {
  const t = useTranslations("clients");
  const can = useCan();
  const [open, setOpen] = useState<"kick" | "send" | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      {can("client.kick") ? (
        <Button icon={<LogOut size={14} aria-hidden />} onClick={() => setOpen("kick")}>
          <span className="max-sm:sr-only">{t("kick.action")}</span>
        </Button>
      ) : null}
      {can("conversation.create") && can("message.send") ? (
        <Button variant="primary" icon={<Send size={14} aria-hidden />} onClick={() => setOpen("send")}>
          {t("sendTo.action")}
        </Button>
      ) : null}
      {open === "kick" ? <KickDialog appId={appId} clientId={clientId} onClose={close} /> : null}
      {open === "send" ? <SendToDialog appId={appId} clientId={clientId} onClose={close} /> : null}
    </>
  );
}
