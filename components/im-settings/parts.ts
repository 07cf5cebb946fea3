import type { SettingsDraft, SettingsField } from "./settings-draft";

/** What every part of the form is given. */
export interface PartProps {
  draft: SettingsDraft;
  onChange: (change: Partial<SettingsDraft>) => void;
  /** In the viewer's language. */
  errors: Partial<Record<SettingsField, string>>;
}
