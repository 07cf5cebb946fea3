"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { JsonEditor } from "@/components/ui/json-editor";
import { Textarea } from "@/components/ui/textarea";
import { type ContentDraft, type ContentError, type ContentField, hasField } from "./content-draft";

interface FormProps {
  value: ContentDraft;
  onChange: (next: ContentDraft) => void;
  error: ContentError | null;
}

/** The fields of every kind but plain text. `onArrive` is called once they are there to be gone to. */
export function RichContentForm({ onArrive, ...props }: FormProps & { onArrive?: () => void }) {
  const t = useTranslations("composer");
  const { value, onChange, error } = props;
  const arrive = useRef(onArrive);
  useEffect(() => arrive.current?.(), []);
  if (value.kind === "json") {
    return (
      <JsonEditor
        label={t("json")}
        hint={t("jsonHint")}
        value={value.json}
        onValueChange={(json) => onChange({ ...value, json })}
        error={error?.field === "json" && error.code === "empty" ? t("errors.empty") : undefined}
        minRows={5}
        maxRows={14}
      />
    );
  }
  return (
    <div className="grid grid-cols-2 gap-x-3 gap-y-2 sm:grid-cols-4">
      {value.kind === "location" ? <LocationFields {...props} /> : <FileFields {...props} />}
      <Wide>
        <Field label={t("caption")}>
          {(control) => (
            <Textarea
              {...control}
              dir="auto"
              name="text"
              value={value.text}
              minRows={1}
              maxRows={6}
              onChange={(event) => onChange({ ...value, text: event.target.value })}
            />
          )}
        </Field>
      </Wide>
      <Wide>
        <details className="text-sm" open={value.attributes.trim() !== "" || undefined}>
          <summary className="w-fit text-muted hover:text-ink">{t("attributes")}</summary>
          <JsonEditor
            className="mt-2"
            label={t("attributesJson")}
            name="attributes"
            isObject
            value={value.attributes}
            onValueChange={(attributes) => onChange({ ...value, attributes })}
            minRows={3}
            maxRows={10}
          />
        </details>
      </Wide>
    </div>
  );
}

function FileFields(props: FormProps) {
  const { kind } = props.value;
  return (
    <>
      <Wide>
        <TextField {...props} field="url" isRequired placeholder="https://" />
      </Wide>
      <TextField {...props} field="name" />
      <TextField {...props} field="size" isNumber />
      {hasField(kind, "width") ? <TextField {...props} field="width" isNumber /> : null}
      {hasField(kind, "width") ? <TextField {...props} field="height" isNumber /> : null}
      {hasField(kind, "duration") ? <TextField {...props} field="duration" isNumber /> : null}
      {kind === "file" ? null : <TextField {...props} field="format" />}
    </>
  );
}

function LocationFields(props: FormProps) {
  return (
    <>
      <div className="sm:col-span-2">
        <TextField {...props} field="latitude" isRequired isNumber placeholder="31.2304" />
      </div>
      <div className="sm:col-span-2">
        <TextField {...props} field="longitude" isRequired isNumber placeholder="121.4737" />
      </div>
    </>
  );
}

function TextField({
  value,
  onChange,
  error,
  field,
  isRequired = false,
  isNumber = false,
  placeholder,
}: FormProps & { field: ContentField; isRequired?: boolean; isNumber?: boolean; placeholder?: string }) {
  const t = useTranslations("composer");
  return (
    <Field
      label={t(`fields.${field}`)}
      isRequired={isRequired}
      error={error?.field === field && value[field] !== "" ? t(`errors.${error.code}`) : undefined}
    >
      {(control) => (
        <Input
          {...control}
          name={field}
          value={value[field]}
          inputMode={isNumber ? "decimal" : field === "url" ? "url" : undefined}
          placeholder={placeholder}
          spellCheck={false}
          onChange={(event) => onChange({ ...value, [field]: event.target.value })}
        />
      )}
    </Field>
  );
}

function Wide({ children }: { children: ReactNode }) {
  return <div className="col-span-2 sm:col-span-4">{children}</div>;
}
