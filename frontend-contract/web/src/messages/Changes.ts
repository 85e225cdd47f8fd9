import type { Message, MessagingClient, Reaction } from "@cruddur/messaging-client";
import { t } from "../language/language";
import { Value } from "../live/Value";
import type { Undo } from "../ui/Undo";
import type { Conversation } from "./Conversation";

/** One's own message, while its text is changed. It is kept here: rows come and go as one scrolls. */
export interface Editing {
  seq: number;
  text: string;
  /** What the focus goes back to. */
  from: "message" | "form";
  /** When it began, in milliseconds. */
  since: number;
  isSaving: boolean;
  problem: unknown;
}

export interface ChangesState {
  editing: Editing | null;
  /** Numbers of messages that are shown as deleted, and will be. */
  deleting: ReadonlySet<number>;
  /** By `number emoji`, whether one wants to have reacted so: not answered yet. */
  reacting: ReadonlyMap<string, boolean>;
  /** By number, what went wrong with a message. */
  problems: ReadonlyMap<number, unknown>;
  /** What a screen reader is told. */
  said: string;
}

const keyOf = (seq: number, emoji: string) => `${seq} ${emoji}`;

/** What the signed-in user changes in one conversation: shown at once; the server's answer wins. */
export class Changes {
  readonly state = new Value<ChangesState>({
    editing: null,
    deleting: new Set(),
    reacting: new Map(),
    problems: new Map(),
    said: "",
  });

  constructor(
    private readonly client: MessagingClient,
    private readonly conversation: Conversation,
    private readonly undo: Undo,
  ) {}

  startEditing({ seq, message: text }: Message, from: Editing["from"]): void {
    if (this.state.get().editing?.seq !== seq) {
      this.forgive(seq);
      this.state.patch({ editing: { seq, text, from, since: Date.now(), isSaving: false, problem: null } });
    }
  }

  write(text: string): void {
    this.patchEditing({ text });
  }

  stopEditing(): void {
    this.state.patch({ editing: null });
  }

  /** True when it is stored. Otherwise the text stays, with what went wrong. */
  async save(): Promise<boolean> {
    const { editing } = this.state.get();
    if (!editing || editing.isSaving) {
      return false;
    }
    this.patchEditing({ isSaving: true, problem: null });
    try {
      this.conversation.changed(await this.client.edit(this.conversation.groupUuid, editing.seq, editing.text));
      this.state.patch({ editing: null, said: t("message.wasEdited") });
      return true;
    } catch (problem) {
      this.patchEditing({ isSaving: false, problem });
      return false;
    }
  }

  /** Shown at once; told to the server when it cannot be undone any more. */
  delete({ seq }: Message): void {
    this.forgive(seq);
    this.setDeleting(seq, true);
    this.undo.offer({
      text: t("message.wasDeleted"),
      undo: () => this.setDeleting(seq, false),
      run: async () => {
        try {
          this.conversation.changed(await this.client.deleteMessage(this.conversation.groupUuid, seq));
        } catch (problem) {
          this.blame(seq, problem);
        } finally {
          this.setDeleting(seq, false);
        }
      },
    });
  }

  /** Reacts, or takes that back. Whoever changes their mind meanwhile is not asked twice at once. */
  async react(message: Message, emoji: string): Promise<void> {
    const { seq } = message;
    const key = keyOf(seq, emoji);
    const underway = this.state.get().reacting.get(key);
    const isMine = message.reactions.some((reaction) => reaction.emoji === emoji && reaction.mine);
    this.forgive(seq);
    this.setReacting(key, !(underway ?? isMine));
    if (underway !== undefined) {
      return;
    }
    try {
      for (let told: boolean | undefined; told !== this.state.get().reacting.get(key);) {
        told = this.state.get().reacting.get(key)!;
        const { groupUuid } = this.conversation;
        const answer = told ? this.client.react(groupUuid, seq, emoji) : this.client.takeBack(groupUuid, seq, emoji);
        this.conversation.changed(await answer);
        this.state.patch({ said: t(told ? "message.wasReacted" : "message.wasTakenBack", { emoji }) });
      }
    } catch (problem) {
      this.blame(seq, problem);
    } finally {
      this.setReacting(key, undefined);
    }
  }

  say(said: string): void {
    this.state.patch({ said });
  }

  /** What went wrong was read. */
  forgive(seq: number): void {
    const problems = new Map(this.state.get().problems);
    if (problems.delete(seq)) {
      this.state.patch({ problems });
    }
  }

  private blame(seq: number, problem: unknown): void {
    this.state.patch({ problems: new Map(this.state.get().problems).set(seq, problem) });
  }

  private setDeleting(seq: number, isDeleting: boolean): void {
    const deleting = new Set(this.state.get().deleting);
    deleting[isDeleting ? "add" : "delete"](seq);
    this.state.patch({ deleting });
  }

  private setReacting(key: string, wanted: boolean | undefined): void {
    const reacting = new Map(this.state.get().reacting);
    if (wanted === undefined) {
      reacting.delete(key);
    } else {
      reacting.set(key, wanted);
    }
    this.state.patch({ reacting });
  }

  private patchEditing(members: Partial<Editing>): void {
    const { editing } = this.state.get();
    if (editing) {
      this.state.patch({ editing: { ...editing, ...members } });
    }
  }
}

/** A message with what its reader has done to it and the server has not answered yet. The same if that is nothing. */
export function withOwnChanges(
  message: Message,
  { deleting, reacting }: Pick<ChangesState, "deleting" | "reacting">,
): Message {
  if (deleting.has(message.seq) && !message.deleted_at) {
    return { ...message, message: "", reactions: [], deleted_at: message.created_at };
  }
  let reactions: readonly Reaction[] = message.reactions;
  for (const [key, wanted] of reacting) {
    const [seq, emoji] = key.split(" ") as [string, string];
    if (Number(seq) === message.seq) {
      reactions = withReaction(reactions, emoji, wanted);
    }
  }
  return reactions === message.reactions ? message : { ...message, reactions: [...reactions] };
}

function withReaction(reactions: readonly Reaction[], emoji: string, mine: boolean): readonly Reaction[] {
  const known = reactions.find((reaction) => reaction.emoji === emoji);
  if (!known) {
    return mine ? [...reactions, { emoji, count: 1, mine }] : reactions;
  }
  if (known.mine === mine) {
    return reactions;
  }
  const count = known.count + (mine ? 1 : -1);
  return reactions.flatMap((reaction) =>
    reaction !== known ? [reaction] : count === 0 ? [] : [{ emoji, count, mine }],
  );
}
