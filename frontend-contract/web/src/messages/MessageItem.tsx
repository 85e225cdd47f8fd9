import type { Message, UserShort } from "@cruddur/messaging-client";
import { memo, type KeyboardEvent } from "react";
import { Avatar } from "../ui/Avatar";
import { Icon } from "../ui/Icon";
import { useLongPress } from "../ui/useLongPress";
import { clockTime, fullTime } from "../ui/time";
import { explain } from "../ui/words";
import { t } from "../language/language";
import { onMessageKey, type MessageActions } from "./actions";
import type { Changes, Editing } from "./Changes";
import { EditForm } from "./EditForm";
import { eventText } from "./events";
import { mayWith, type May } from "./may";
import { MessageText } from "./MessageText";
import { plain } from "./parts";
import { Quote } from "./Quote";
import type { Original, Quotes } from "./Quotes";
import { Reactions } from "./Reactions";
import { Seen } from "./Seen";

export interface MessageItemProps {
  message: Message;
  isOwn: boolean;
  isAdmin: boolean;
  isClosed: boolean;
  /** Between two people everybody knows who speaks. */
  showsName: boolean;
  /** The first, the last of what one person says in one go. */
  isFirst: boolean;
  isLast: boolean;
  /** Say that it has arrived, or that the other of a pair has read it. */
  arrived: "sent" | "seen" | undefined;
  /** Who in a group has read up to here. */
  seenBy: readonly UserShort[] | undefined;
  /** The one of all messages that Tab goes to. */
  isActive: boolean;
  /** One was led to it. */
  isFound: boolean;
  /** Its sender is blocked: it is shown only if somebody wants to. */
  isFolded: boolean;
  original: Original;
  isOriginalOwn: boolean;
  isOriginalFolded: boolean;
  quotes: Quotes;
  /** Its text while it is changed. */
  editing: Editing | undefined;
  problem: unknown;
  changes: Changes;
  actions: MessageActions;
}

/** One message: what a person wrote, the place of what they deleted, or what happened in a group. */
export const MessageItem = memo(function MessageItem(props: MessageItemProps) {
  const { message, isOwn, isFirst, isLast, actions, isActive, isFound, isFolded } = props;
  const may = mayWith(message, props);
  const press = useLongPress((at, target) => {
    const article = target.closest<HTMLElement>("article");
    if (article && may.copy && !isFolded) {
      actions.openMenu(message, at, article);
    }
  });

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const isHere = event.target === event.currentTarget;
    const isCommand = event.ctrlKey || event.metaKey || event.altKey;
    if (isHere && !isCommand && !isFolded && onMessageKey(event, message, may, actions, event.currentTarget)) {
      event.preventDefault();
    }
  }

  const article = {
    ...press,
    onKeyDown,
    tabIndex: isActive ? 0 : -1,
    "aria-keyshortcuts": may.copy && !isFolded ? "Enter" : undefined,
  };
  if (message.kind === "system") {
    return (
      <article
        className={isFound ? "message message--system message--found" : "message message--system"}
        aria-label={clockTime(message.created_at)}
        {...article}
      >
        <p className="message__event" title={fullTime(message.created_at)}>
          {eventText(message, isOwn)}
        </p>
      </article>
    );
  }
  const classes = ["message", isOwn ? "message--own" : "message--other"];
  if (isFirst) {
    classes.push("message--first");
  }
  if (isLast) {
    classes.push("message--last");
  }
  if (isFound) {
    classes.push("message--found");
  }
  return (
    <div className={classes.join(" ")}>
      {!isOwn && (
        <span className="message__avatar">
          {isLast && !isFolded && <Avatar name={message.display_name} of={message.handle} size="small" />}
        </span>
      )}
      {/* Named, not with hidden text: thousands of hidden boxes slow the browser down. */}
      <article
        className="message__body"
        aria-label={
          isFolded
            ? t("message.folded")
            : t("conversation.by", {
                name: isOwn ? t("conversation.you") : message.display_name,
                time: clockTime(message.created_at),
              })
        }
        {...article}
      >
        {isFolded ? (
          <p className="message__folded">
            {t("message.folded")}
            {" · "}
            <button type="button" className="link-button" onClick={() => actions.unfold(message.seq)}>
              {t("message.show")}
            </button>
          </p>
        ) : (
          <Content {...props} may={may} />
        )}
      </article>
    </div>
  );
});

function Content(props: MessageItemProps & { may: May }) {
  const { message, isOwn, showsName, isFirst, may, isActive, editing, actions, changes, problem } = props;
  const tabIndex = isActive ? 0 : -1;
  const explained = problem === undefined ? null : explain(problem);
  return (
    <>
      {showsName && isFirst && !isOwn && <bdi className="message__name">{plain(message.display_name)}</bdi>}
      {message.reply_to_seq !== null && !message.deleted_at && (
        <Quote
          seq={message.reply_to_seq}
          original={props.original}
          isOwn={props.isOriginalOwn}
          isFolded={props.isOriginalFolded}
          quotes={props.quotes}
          onOpen={() => actions.goTo(message.reply_to_seq!)}
          tabIndex={tabIndex}
        />
      )}
      <div className="message__line">
        {editing ? (
          <EditForm editing={editing} text={message.message} changes={changes} onEnd={() => actions.endEdit(editing)} />
        ) : message.deleted_at ? (
          <p className="message__text message__text--gone" title={fullTime(message.deleted_at)}>
            {t("message.deleted")}
          </p>
        ) : (
          <MessageText text={message.message} title={fullTime(message.created_at)} />
        )}
        {may.copy && !editing && (
          <button
            type="button"
            className="icon-button message__more"
            aria-label={t("message.menu")}
            title={t("message.menu")}
            aria-haspopup="menu"
            tabIndex={tabIndex}
            onClick={({ currentTarget }) =>
              actions.openMenu(message, currentTarget.getBoundingClientRect(), currentTarget)
            }
          >
            <Icon name="more" />
          </button>
        )}
      </div>
      {message.reactions.length > 0 && (
        <Reactions message={message} actions={actions} mayReact={may.react} tabIndex={tabIndex} />
      )}
      {explained && (
        <p className="message__problem" role="alert">
          {explained.title}. {explained.detail}{" "}
          <button type="button" className="link-button" onClick={() => changes.forgive(message.seq)}>
            {t("message.dismiss")}
          </button>
        </p>
      )}
      <Foot {...props} />
    </>
  );
}

function Foot({ message, isLast, arrived, seenBy }: MessageItemProps) {
  const isEdited = message.edited_at !== null && !message.deleted_at;
  return (
    <>
      {(isLast || isEdited || arrived) && (
        <span className="message__foot">
          {isLast && <time dateTime={message.created_at}>{clockTime(message.created_at)}</time>}
          {isEdited && (
            <time dateTime={message.edited_at!} title={fullTime(message.edited_at!)}>
              {t("message.edited")}
            </time>
          )}
          {arrived && (
            <span className="message__state">
              <Icon name="sent" />
              {arrived === "seen" ? t("message.seen") : t("outgoing.sent")}
            </span>
          )}
        </span>
      )}
      {seenBy && <Seen people={seenBy} />}
    </>
  );
}
