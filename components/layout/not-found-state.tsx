import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button-look";

/** An address that leads nowhere. Plain links and no icon: every page carries this along. */
export function NotFoundState() {
  const t = useTranslations("common.state");
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 px-4 py-16 text-center">
      <h1 className="font-semibold">{t("notFound")}</h1>
      <p className="text-muted text-pretty">{t("notFoundHint")}</p>
      <a href="/" className={`mt-2 ${buttonClass()}`}>
        {t("home")}
      </a>
    </div>
  );
}
