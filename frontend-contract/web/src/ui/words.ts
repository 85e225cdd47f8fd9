import { NetworkError, ProblemError } from "@cruddur/messaging-client";
import { t, type Key, type Values } from "../language/language";
import { MAX_CHARACTERS } from "../messages/text";

export interface Words {
  title: string;
  detail: string;
  /** Names the request in the server's logs, for faults that somebody should report. */
  reference?: string;
}

/** The server's own texts are in English: its codes choose ours. */
const BY_CODE = {
  unauthenticated: ["error.unauthenticated", "error.unauthenticatedText"],
  user_not_registered: ["error.notRegistered", "error.notRegisteredText"],
  message_group_not_found: ["error.noConversation", "error.noConversationText"],
  user_not_found: ["error.noPerson", "error.noPersonText"],
  message_blank: ["error.blank", "error.blankText"],
  message_exceed_max_chars: ["error.tooLong", "error.tooLongText"],
  cannot_message_yourself: ["error.self", "error.selfText"],
  edit_window_closed: ["error.tooOld", "error.tooOldText"],
  message_deleted: ["error.deleted", "error.deletedText"],
  too_many_reactions: ["error.manyReactions", "error.manyReactionsText"],
  message_not_found: ["error.noMessage", "error.noMessageText"],
  receiver_unavailable: ["error.unavailable", "error.unavailableText"],
  not_allowed: ["error.notAllowed", "error.notAllowedText"],
  group_full: ["error.groupFull", "error.groupFullText"],
  changed_meanwhile: ["error.meanwhile", "error.meanwhileText"],
  too_many_requests: ["error.slowDown", "error.slowDownText"],
  temporarily_unavailable: ["error.busy", "error.busyText"],
} as const satisfies Record<string, readonly [Key, Key]>;

/** What went wrong, for people. */
export function explain(error: unknown): Words {
  if (error instanceof NetworkError) {
    return words("error.offline", "error.offlineText");
  }
  if (!(error instanceof ProblemError)) {
    return words("error.fault", "error.faultText");
  }
  const code = error.codes.find((candidate) => candidate in BY_CODE);
  if (code) {
    const [title, detail] = BY_CODE[code as keyof typeof BY_CODE];
    const reference = code === "user_not_registered" ? error.requestId : undefined;
    return { ...words(title, detail, { wait: error.retryAfter ?? 0, limit: MAX_CHARACTERS }), reference };
  }
  if (error.status >= 502 && error.status <= 504) {
    return words("error.busy", "error.busyText");
  }
  if (error.status === 500) {
    return { ...words("error.server", "error.serverText"), reference: error.requestId };
  }
  if (error.codes.length === 0) {
    return words("error.improper", "error.improperText", { status: error.status });
  }
  return { ...words("error.refused", "error.refusedText", { code: error.codes[0]! }), reference: error.requestId };
}

function words(title: Key, detail: Key, values?: Values): Words {
  return { title: t(title), detail: t(detail, values) };
}
