import { ProblemError } from "@cruddur/messaging-client";
import { useId, useState, type FormEvent } from "react";
import { useLocation } from "wouter";
import { conversationAddress, newConversationAddress } from "../addresses";
import { isBlank } from "../messages/text";
import { useMessaging, useServices } from "../services";
import { Icon } from "../ui/Icon";
import { explain } from "../ui/words";
import { isSelf } from "./people";
import { t } from "../language/language";

/** Starts a conversation with whoever has a handle, or opens the one that there is. */
export function NewConversationForm() {
  const { client } = useServices();
  const { groups, me, user } = useMessaging();
  const [, navigate] = useLocation();
  const [text, setText] = useState("");
  const [answer, setAnswer] = useState<string | null>(null);
  const [isLooking, setLooking] = useState(false);
  const id = useId();

  async function start(event: FormEvent) {
    event.preventDefault();
    const handle = text.trim().replace(/^@/, "");
    if (isBlank(handle) || isLooking) {
      setAnswer(isBlank(handle) ? t("start.empty") : null);
      return;
    }
    setLooking(true);
    setAnswer(null);
    try {
      const person = await client.user(handle);
      if (isSelf(person, me.get(), user)) {
        setAnswer(t("start.self"));
        return;
      }
      const open = groups.state.get().groups.find((group) => group.handle === person.handle);
      setText("");
      navigate(open ? conversationAddress(open.uuid) : newConversationAddress(person.handle));
    } catch (error) {
      const isUnknown = error instanceof ProblemError && error.is("user_not_found");
      setAnswer(isUnknown ? t("start.unknown", { handle }) : t("start.failed", { ...explain(error) }));
    } finally {
      setLooking(false);
    }
  }

  return (
    <form className="new-conversation" onSubmit={(event) => void start(event)} noValidate>
      <label className="visually-hidden" htmlFor={id}>
        {t("start.label")}
      </label>
      <div className="new-conversation__field">
        <span className="new-conversation__at" aria-hidden="true">
          @
        </span>
        <input
          id={id}
          className="new-conversation__input"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAnswer(null);
          }}
          placeholder={t("start.placeholder")}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          aria-invalid={answer !== null}
          aria-describedby={`${id}-answer`}
        />
        <button type="submit" className="icon-button" aria-label={t("start.button")} aria-disabled={isLooking}>
          <Icon name="newMessage" />
        </button>
      </div>
      <p id={`${id}-answer`} className="new-conversation__answer" role="alert">
        {answer}
      </p>
    </form>
  );
}
