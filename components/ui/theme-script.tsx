/** The theme before anything is painted; `theme.ts` keeps it up to date from then on. */
const script = `try {
  const theme = localStorage.getItem("parley_theme");
  const isDark = theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.classList.toggle("dark", isDark);
} catch {}`;

/** Rendered on the server only, first thing of the body. */
export function ThemeScript({ nonce }: { nonce: string | undefined }) {
  return (
    <script
      nonce={nonce}
      // Browsers hide the nonce from scripts, so it never compares equal.
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of this file.
      dangerouslySetInnerHTML={{ __html: script }}
    />
  );
}
