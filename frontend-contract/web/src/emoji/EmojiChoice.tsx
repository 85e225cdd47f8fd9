import { EmojiPicker, type EmojiPickerListProps } from "frimousse";
import { useEffect, useRef } from "react";
import { language, t } from "../language/language";
import { Icon } from "../ui/Icon";
import { emojiData } from "./data";
import "./emoji.css";

interface EmojiChoiceProps {
  onChoose: (emoji: string) => void;
  onClose: () => void;
}

/** The library counts rows and columns from 0, ARIA from 1. */
const COMPONENTS: EmojiPickerListProps["components"] = {
  Row: (props) => <div {...props} aria-rowindex={Number(props["aria-rowindex"]) + 1} />,
  Emoji: ({ emoji, ...props }) => (
    <button type="button" {...props} aria-colindex={Number(props["aria-colindex"]) + 1}>
      {emoji.emoji}
    </button>
  ),
};

/** All emoji, by what they are called in the language of the pages. */
export default function EmojiChoice({ onChoose, onClose }: EmojiChoiceProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const box = dialog.current!;
    box.showModal?.();
    return () => box.close?.();
  }, []);

  function choose(emoji: string) {
    // The focus goes back to where it was before what is chosen changes that.
    dialog.current?.close?.();
    onClose();
    onChoose(emoji);
  }

  return (
    <dialog
      ref={dialog}
      className="emoji"
      aria-label={t("emoji.title")}
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      <EmojiPicker.Root
        className="emoji__picker"
        locale={language}
        resolveEmojiData={emojiData}
        onEmojiSelect={({ emoji }) => choose(emoji)}
      >
        <div className="emoji__head">
          <EmojiPicker.Search
            className="emoji__search"
            placeholder={t("emoji.search")}
            aria-label={t("emoji.search")}
          />
          <button type="button" className="icon-button" aria-label={t("emoji.close")} onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
        <EmojiPicker.Viewport className="emoji__view">
          <EmojiPicker.Loading className="emoji__note">{t("emoji.loading")}</EmojiPicker.Loading>
          <EmojiPicker.Empty className="emoji__note">{t("emoji.none")}</EmojiPicker.Empty>
          <EmojiPicker.List className="emoji__list" components={COMPONENTS} />
        </EmojiPicker.Viewport>
      </EmojiPicker.Root>
    </dialog>
  );
}
