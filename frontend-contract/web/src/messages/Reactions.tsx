import type { Message } from "@cruddur/messaging-client";
import { t } from "../language/language";
import { Icon } from "../ui/Icon";
import type { MessageActions } from "./actions";
import "./reactions.css";

interface ReactionsProps {
  message: Message;
  actions: MessageActions;
  mayReact: boolean;
  tabIndex: number;
}

/** What people reacted with, how many, and whether one is among them; a click changes that. */
export function Reactions({ message, actions, mayReact, tabIndex }: ReactionsProps) {
  return (
    <ul className="reactions" aria-label={t("message.reactions")}>
      {message.reactions.map(({ emoji, count, mine }) => (
        <li key={emoji}>
          <button
            type="button"
            className="reaction"
            aria-pressed={mine}
            aria-label={t("message.reaction", { emoji, count })}
            aria-disabled={!mayReact && !mine}
            tabIndex={tabIndex}
            onClick={() => (mayReact || mine) && actions.react(message, emoji)}
          >
            <span className="reaction__emoji">{emoji}</span>
            <span className="reaction__count">{count}</span>
          </button>
        </li>
      ))}
      {mayReact && (
        <li>
          <button
            type="button"
            className="reaction reaction--add"
            aria-label={t("message.react")}
            title={t("message.react")}
            tabIndex={tabIndex}
            onClick={(event) => actions.choose(message, event.currentTarget)}
          >
            <Icon name="react" />
          </button>
        </li>
      )}
    </ul>
  );
}
