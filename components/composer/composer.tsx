"use client";

import { AtSign, Eye, Settings2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import { useModKey } from "@/components/layout/mod-key";
import { useShortcuts } from "@/components/layout/use-shortcuts";
import { Button } from "@/components/ui/button";
import { ByteCounter } from "@/components/ui/byte-counter";
import { cn } from "@/components/ui/cn";
import { dynamic } from "@/components/ui/dynamic";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import type { Conversation } from "@/lib/contracts/conversations";
import type { SendMessage } from "@/lib/contracts/messages";
import { limits } from "@/lib/protocol/limits";
import { ContentEditor } from "./content-editor";
import { ContentKindSelect } from "./content-kind-select";
import { type ComposerDraft, emptyDraft, hasContent, nextDraft } from "./draft-store";
import { focusContent } from "./focus-content";
import { MentionChips } from "./mention-chips";
import { MentionTextarea } from "./mention-textarea";
import { type DraftProblem, toOutgoing } from "./outgoing";
import { rememberSender } from "./recent-senders";
import { SenderField } from "./sender-field";
import { useDraft } from "./use-draft";

const ComposerOptions = dynamic(() => import("./composer-options").then((module) => module.ComposerOptions));

export interface ComposerHandle {
  mention: (clientId: string) => void;
}

/** Writes a message: as whom, of any kind, to whom it calls out; keeps the draft and says why it cannot be sent. */
export function Composer({
  appId,
  conversation,
  client = null,
  senderIds,
  onSend,
  onWritingChange,
  renderPreview,
  ref,
}: {
  appId: string;
  conversation: Conversation;
  /** A service conversation's private history with this client: the one receiver. */
  client?: string | null;
  /** The only ids one may send as; null: any. */
  senderIds: readonly string[] | null;
  onSend: (body: SendMessage) => void;
  /** Whether something is being written. */
  onWritingChange?: (isWriting: boolean) => void;
  renderPreview: (data: string) => ReactNode;
  ref?: Ref<ComposerHandle>;
}) {
  const t = useTranslations("composer");
  const mod = useModKey();
  const content = useRef<HTMLDivElement>(null);
  useShortcuts(t("title"), [
    { keys: "r", label: t("keys.write"), run: () => focusContent(content.current) },
    { keys: "mod+Enter", label: t("send"), run: () => false },
  ]);
  const isChatRoom = conversation.kind === "chatroom";
  const members = conversation.members;
  const draftKey = client === null ? conversation.id : `${conversation.id}:${client}`;
  const { draft, change, isKept } = useDraft(appId, draftKey, senderIds?.[0] ?? "");
  const [panel, setPanel] = useState<"options" | "preview" | null>(null);
  const [shownProblem, setShownProblem] = useState<DraftProblem | null>(null);
  const section = useRef<HTMLElement>(null);
  const textarea = useRef<HTMLTextAreaElement>(null);
  const outgoing = toOutgoing(draft, { isChatRoom, toClients: client === null ? undefined : [client] });
  const problem = outgoing.problem?.type === "too-large" ? outgoing.problem : shownProblem;
  const contentError = shownProblem?.type === "content" ? shownProblem.error : null;
  const isWriting = hasContent(draft);
  useEffect(() => onWritingChange?.(isWriting), [isWriting, onWritingChange]);

  const edit = (next: ComposerDraft) => {
    setShownProblem(null);
    change(next);
  };
  const mention = (id: string) =>
    change((last) => (last.mentions.includes(id) ? last : { ...last, mentions: [...last.mentions, id] }));
  useImperativeHandle(ref, () => ({
    mention: (id) => {
      mention(id);
      change((last) =>
        last.content.kind === "text"
          ? { ...last, content: { ...last.content, text: `@${id} ${last.content.text}` } }
          : last,
      );
      textarea.current?.focus();
    },
  }));

  // What is written next may be of another kind: its field is there in the next frame.
  const focusNext = () => void requestAnimationFrame(() => focusContent(content.current));
  const send = () => {
    if (!outgoing.body) {
      setShownProblem(outgoing.problem);
      if (outgoing.problem?.type === "content") focusContent(content.current, outgoing.problem.error.field);
      else if (outgoing.problem?.type.startsWith("from-")) focusSender(section.current);
      return;
    }
    onSend(outgoing.body);
    rememberSender(appId, outgoing.body.from);
    setShownProblem(null);
    setPanel(null);
    change(nextDraft(draft));
    focusNext();
  };
  // Who was sent to the form's place before it was there goes on to its field.
  const goOn = () => {
    const isAtPlace = document.activeElement === content.current;
    if (isAtPlace) focusContent(content.current, contentError?.field);
  };
  const discard = () => {
    const lost = draft;
    edit(emptyDraft(draft.from));
    focusNext();
    const takeBack = () => {
      change(lost);
      focusNext();
    };
    toast.message({ title: t("discarded"), action: { label: t("undo"), onClick: takeBack } });
  };
  const handleKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && event.target === textarea.current && !event.nativeEvent.isComposing) {
      // Back to the keys of the messages.
      textarea.current?.blur();
    }
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  const optionCount =
    Number(draft.isTransient) +
    Number(draft.noSync) +
    Number(draft.pushData.trim() !== "") +
    Number(isChatRoom && draft.priority !== "normal");
  const isFromWrong = shownProblem?.type === "from-missing" || shownProblem?.type === "from-too-long";

  return (
    <section
      ref={section}
      aria-label={t("title")}
      onKeyDown={handleKeyDown}
      className="flex shrink-0 flex-col gap-2 border-t bg-surface px-4 pt-2.5 pb-2 max-md:px-2"
    >
      <div className="flex flex-wrap items-center gap-2">
        <SenderField
          appId={appId}
          value={draft.from}
          onValueChange={(from) => edit({ ...draft, from })}
          allowed={senderIds}
          members={members}
          isInvalid={isFromWrong}
        />
        <ContentKindSelect
          size="sm"
          value={draft.content}
          onChange={(content) => edit({ ...draft, content })}
        />
        <span className="grow" />
        <ByteCounter bytes={outgoing.bytes} limit={limits.messageBytes} />
      </div>
      {/* A form may be tall and scrolls; a text area must not cut off the list of members above it. */}
      <div
        ref={content}
        tabIndex={-1}
        className={cn("outline-none", draft.content.kind !== "text" && "max-h-[40vh] overflow-y-auto")}
      >
        <ContentEditor
          hidesKind
          value={draft.content}
          onChange={(content) => edit({ ...draft, content })}
          error={contentError}
          onKindTaken={focusNext}
          onFormArrive={goOn}
          textarea={(props) => (
            <MentionTextarea {...props} members={members} onMention={mention} textareaRef={textarea} />
          )}
        />
      </div>
      <MentionChips draft={draft} onChange={edit} />
      {panel === "options" ? (
        <div className="max-h-[40vh] overflow-y-auto">
          <ComposerOptions draft={draft} onChange={edit} isChatRoom={isChatRoom} hasPush={!isChatRoom} />
        </div>
      ) : null}
      {panel === "preview" ? (
        <div className="max-h-48 overflow-y-auto rounded-md border bg-sunken px-3 py-2">
          {outgoing.body ? renderPreview(outgoing.body.data) : <PreviewProblem problem={outgoing.problem} />}
        </div>
      ) : null}
      {problem ? (
        <p role="alert" className="text-danger-ink text-sm">
          <ProblemText problem={problem} />
        </p>
      ) : null}
      <div className="flex items-center gap-1">
        {client === null ? (
          <Menu
            label={t("mention")}
            align="start"
            items={() => [
              {
                id: "*",
                label: t("mentionAll"),
                isChecked: draft.mentionAll,
                onSelect: () => edit({ ...draft, mentionAll: !draft.mentionAll }),
              },
              ...members.slice(0, 50).map((id) => ({
                id,
                label: id,
                isChecked: draft.mentions.includes(id),
                onSelect: () => toggleMention(draft, id, edit),
              })),
            ]}
            trigger={(trigger) => (
              <IconButton label={t("mention")} {...trigger}>
                <AtSign size={16} aria-hidden />
              </IconButton>
            )}
          />
        ) : null}
        <Button
          variant="ghost"
          size="sm"
          icon={<Settings2 size={15} aria-hidden />}
          aria-expanded={panel === "options"}
          onClick={() => setPanel(panel === "options" ? null : "options")}
        >
          {optionCount > 0 ? t("optionsOn", { count: optionCount }) : t("options")}
        </Button>
        <Button
          variant="ghost"
          size="sm"
          icon={<Eye size={15} aria-hidden />}
          aria-expanded={panel === "preview"}
          onClick={() => setPanel(panel === "preview" ? null : "preview")}
          className="max-sm:hidden"
        >
          {t("preview")}
        </Button>
        <span className="grow" />
        {isWriting ? (
          <>
            <span className="text-faint text-xs max-md:hidden" aria-live="polite">
              {isKept ? t("draftKept") : t("draftNotKept")}
            </span>
            <IconButton label={t("discardDraft")} size="sm" onClick={discard}>
              <X size={15} aria-hidden />
            </IconButton>
          </>
        ) : null}
        <Button variant="primary" onClick={send}>
          {t("send")}
          <span aria-hidden className="font-normal text-xs max-md:hidden">{`${mod} ↵`}</span>
        </Button>
      </div>
    </section>
  );
}

function focusSender(section: HTMLElement | null) {
  section?.querySelector<HTMLElement>("[data-sender]")?.focus();
}

function toggleMention(draft: ComposerDraft, id: string, edit: (draft: ComposerDraft) => void) {
  const isOn = draft.mentions.includes(id);
  edit({
    ...draft,
    mentions: isOn ? draft.mentions.filter((one) => one !== id) : [...draft.mentions, id],
  });
}

/** Nothing written is nothing wrong yet. */
function PreviewProblem({ problem }: { problem: DraftProblem | null }) {
  const t = useTranslations("composer");
  const isEmpty = problem?.type === "content" && problem.error.code === "empty";
  return isEmpty ? (
    <p className="text-muted text-sm">{t("previewEmpty")}</p>
  ) : (
    <ProblemText problem={problem} />
  );
}

function ProblemText({ problem }: { problem: DraftProblem | null }) {
  const t = useTranslations("composer");
  switch (problem?.type) {
    case "content":
      return t("fieldProblem", {
        field: t(`fields.${problem.error.field}`),
        problem: t(`errors.${problem.error.code}`),
      });
    case "from-missing":
      return t("asMissing");
    case "from-too-long":
      return t("asTooLong");
    case "push-data":
      return t("pushDataInvalid");
    case "mentions":
      return t("mentionTooMany");
    case "too-large":
      return t("tooLarge", { over: problem.over });
    default:
      return null;
  }
}
