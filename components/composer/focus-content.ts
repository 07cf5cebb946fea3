import type { ContentField } from "./content-draft";

type Control = HTMLInputElement | HTMLTextAreaElement;

/** Goes to a field of what is being written: the named one, else the first; to their place while a form is fetched. */
export function focusContent(content: HTMLElement | null, field?: ContentField): void {
  const controls = [...(content?.querySelectorAll<Control>("input, textarea") ?? [])];
  const control = controls.find((one) => one.name === field) ?? controls[0];
  control?.closest("details")?.setAttribute("open", "");
  (control ?? content)?.focus();
}
