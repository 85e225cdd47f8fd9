import { ProblemError, type UserShort } from "@cruddur/messaging-client";
import { useState, type FormEvent } from "react";
import { useLocation } from "wouter";
import { conversationAddress, newConversationAddress } from "../addresses";
import { t } from "../language/language";
import { PeoplePicker } from "../people/PeoplePicker";
import { useMessaging, useServices } from "../services";
import { Dialog } from "../ui/Dialog";
import { GroupProblem } from "./GroupProblem";
import { isTitleRefused, TitleField } from "./TitleField";
import { useCompanions } from "./useCompanions";

/** So many besides oneself. */
const MOST = 49;

type History = "all" | "from_join";

/** Begins a conversation: with one person, or with more, who are a group. */
export function NewConversationDialog({ onClose }: { onClose: () => void }) {
  const { client } = useServices();
  const { archived, conversations, groups } = useMessaging();
  const [, navigate] = useLocation();
  const suggested = useCompanions();
  const [chosen, setChosen] = useState<UserShort[]>([]);
  const [title, setTitle] = useState("");
  const [history, setHistory] = useState<History>("all");
  const [problem, setProblem] = useState<unknown>(null);
  const [isNobody, setNobody] = useState(false);
  const [isBusy, setBusy] = useState(false);
  // However often it has to be tried, one group comes of it.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const isGroup = chosen.length > 1;

  function openPair({ handle }: UserShort) {
    const all = [...groups.state.get().groups, ...archived.state.get().groups];
    const known = all.find((group) => group.handle === handle);
    onClose();
    navigate(known ? conversationAddress(known.uuid) : newConversationAddress(handle));
  }

  async function create() {
    setBusy(true);
    setProblem(null);
    try {
      const made = await client.createGroup(
        { handles: chosen.map(({ handle }) => handle), title: title.trim() || null, history },
        { idempotencyKey },
      );
      conversations.made(made);
      onClose();
      navigate(conversationAddress(made.uuid));
    } catch (error) {
      setProblem(error);
      setBusy(false);
      if (error instanceof ProblemError && error.is("idempotency_key_reused")) {
        void groups.refresh().catch(() => {});
      }
    }
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    setNobody(chosen.length === 0);
    if (isBusy || (isGroup && isTitleRefused(title))) {
      return;
    }
    if (isGroup) {
      void create();
    } else if (chosen[0]) {
      openPair(chosen[0]);
    }
  }

  return (
    <Dialog title={t("groups.new")} onClose={onClose}>
      <form className="dialog__form" onSubmit={submit} noValidate>
        <PeoplePicker
          label={t("start.to")}
          chosen={chosen}
          onChange={(people) => {
            setChosen(people);
            setNobody(false);
            setProblem(null);
          }}
          suggested={suggested}
          most={MOST}
        />
        {isGroup && (
          <>
            <TitleField value={title} onChange={setTitle} label={t("start.title")} hint={t("start.titleHint")} />
            <fieldset className="field">
              <legend className="field__label">{t("start.history")}</legend>
              {(["all", "from_join"] as const).map((choice) => (
                <label key={choice} className="field__choice">
                  <input type="radio" name="history" checked={history === choice} onChange={() => setHistory(choice)} />
                  {t(choice === "all" ? "start.historyAll" : "start.historyFromJoin")}
                </label>
              ))}
            </fieldset>
          </>
        )}
        {isNobody && (
          <p className="field__wrong" role="alert">
            {t("start.nobody")}
          </p>
        )}
        {problem !== null && <GroupProblem problem={problem} />}
        <footer className="dialog__footer">
          <button type="button" className="button" onClick={onClose}>
            {t("dialog.cancel")}
          </button>
          <button type="submit" className="button button--accent" aria-disabled={isBusy}>
            {t(isGroup ? "start.create" : "start.open")}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
