import type { MessageGroup, UserShort } from "@cruddur/messaging-client";
import { useState, type FormEvent } from "react";
import { useLocation } from "wouter";
import { conversationAddress } from "../addresses";
import { t } from "../language/language";
import { PeoplePicker } from "../people/PeoplePicker";
import { useMessaging, useServices } from "../services";
import { Dialog } from "../ui/Dialog";
import { GroupProblem } from "./GroupProblem";
import { isGroup } from "./names";
import { useCompanions } from "./useCompanions";

const LARGEST = 50;

interface AddPeopleDialogProps {
  group: MessageGroup;
  name: string;
  onClose: () => void;
}

/** Adds people to a group. Of a conversation of two it makes a new group, and opens that. */
export function AddPeopleDialog({ group, name, onClose }: AddPeopleDialogProps) {
  const { client } = useServices();
  const { conversations, details } = useMessaging();
  const [, navigate] = useLocation();
  const [chosen, setChosen] = useState<UserShort[]>([]);
  const [problem, setProblem] = useState<unknown>(null);
  const [isNobody, setNobody] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const members = new Set(group.members.map(({ uuid }) => uuid));
  const suggested = useCompanions().filter(({ uuid }) => !members.has(uuid));
  const isPair = !isGroup(group);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setNobody(chosen.length === 0);
    if (isBusy || chosen.length === 0) {
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      const handles = chosen.map(({ handle }) => handle);
      const made = await client.addMembers(group.uuid, handles, { idempotencyKey });
      onClose();
      if (made) {
        conversations.made(made);
        navigate(conversationAddress(made.uuid));
      } else {
        await details.load(group.uuid).catch(() => {});
      }
    } catch (error) {
      setProblem(error);
      setBusy(false);
      void details.load(group.uuid).catch(() => {});
    }
  }

  return (
    <Dialog title={isPair ? t("add.pairTitle", { name }) : t("add.title")} onClose={onClose}>
      <form className="dialog__form" onSubmit={(event) => void submit(event)} noValidate>
        {isPair && <p className="dialog__text">{t("add.pairText", { name })}</p>}
        <PeoplePicker
          label={t("add.who")}
          chosen={chosen}
          onChange={(people) => {
            setChosen(people);
            setNobody(false);
            setProblem(null);
          }}
          suggested={suggested}
          members={members}
          most={LARGEST - group.member_count}
        />
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
            {t(isPair ? "start.create" : "add.button")}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
