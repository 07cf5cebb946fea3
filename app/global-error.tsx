"use client";

/** Shown when even the frame of the page failed: no styles, no translations to rely on. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body style={{ fontFamily: "system-ui, sans-serif", padding: "4rem 1.5rem", textAlign: "center" }}>
        <h1 style={{ fontSize: "1.125rem" }}>Parley failed to show this page</h1>
        <p lang="zh-CN">Parley 无法显示此页面</p>
        {error.digest ? <p>{error.digest}</p> : null}
        <button type="button" onClick={() => window.location.reload()}>
          Reload · 重新加载
        </button>
      </body>
    </html>
  );
}
