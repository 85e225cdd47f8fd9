import type { Message, MessageGroup } from "@cruddur/messaging-client";
import { Value } from "../live/Value";

export interface NotificationChoice {
  /** What the browser allows; `unsupported` if it has none. */
  permission: NotificationPermission | "unsupported";
  isOn: boolean;
  hasSound: boolean;
}

export interface NotificationContext {
  /** Whether this tab is the one that tells of what happens. */
  isTeller: () => boolean;
  isMine: (message: Message) => boolean;
  isBlocked: (userUuid: string) => boolean;
  find: (groupUuid: string) => Promise<MessageGroup | undefined>;
  /** Whether some tab shows the conversation to somebody who looks. */
  isInView: (groupUuid: string) => Promise<boolean>;
}

/** Tells of new messages outside the pages, if one has asked for it. Kept for this browser, not for the account. */
export class Notifications {
  readonly state: Value<NotificationChoice>;
  /** The number of the last message that was told of, by conversation: each message is announced twice. */
  private readonly told = new Map<string, number>();

  constructor(
    private readonly storage: Pick<Storage, "getItem" | "setItem">,
    private readonly key: string,
    private readonly context: NotificationContext,
  ) {
    this.state = new Value(this.read());
  }

  /** Asks the browser, which asks its user: only ever after a click. */
  async turnOn(): Promise<void> {
    const permission = await Notification.requestPermission();
    this.keep({ isOn: permission === "granted" });
  }

  turnOff(): void {
    this.keep({ isOn: false });
  }

  setSound(hasSound: boolean): void {
    this.keep({ hasSound });
  }

  /** To be called with every message that the server tells. */
  async heard(message: Message): Promise<void> {
    const { seq, message_group_uuid: uuid } = message;
    if (!this.isNew(message) || !this.context.isTeller()) {
      return;
    }
    this.told.set(uuid, seq);
    // Another tab may have changed it.
    const { permission, isOn, hasSound } = this.read();
    if (permission !== "granted" || !isOn) {
      return;
    }
    const [group, isInView, { show }] = await Promise.all([
      this.context.find(uuid),
      this.context.isInView(uuid),
      import("./show"),
    ]);
    const isMuted = group?.muted_until && Date.parse(group.muted_until) > Date.now();
    if (group && !isMuted && !isInView) {
      show(message, group, hasSound);
    }
  }

  private isNew(message: Message): boolean {
    return (
      message.kind === "text" &&
      message.change_seq === 0 &&
      message.seq > (this.told.get(message.message_group_uuid) ?? 0) &&
      !this.context.isMine(message) &&
      !this.context.isBlocked(message.user_uuid)
    );
  }

  private read(): NotificationChoice {
    const stored = this.storage.getItem(this.key) ?? "";
    return {
      permission: "Notification" in globalThis ? Notification.permission : "unsupported",
      isOn: stored.startsWith("on"),
      hasSound: !stored.endsWith("silent"),
    };
  }

  private keep(change: Partial<NotificationChoice>): void {
    const { isOn, hasSound } = { ...this.read(), ...change };
    this.storage.setItem(this.key, `${isOn ? "on" : "off"} ${hasSound ? "sound" : "silent"}`);
    this.state.set(this.read());
  }
}
