/** An answer that is an error of the contract. */
export class Refused extends Error {
  constructor(code, detail) {
    super(detail);
    this.code = code;
  }
}

/** Of each code its status and the title of its problem. */
export const TITLES = {
  malformed_request: [400, "The request cannot be understood"],
  unauthenticated: [401, "Sign in first"],
  receiver_unavailable: [403, "The receiver takes no messages from you"],
  not_allowed: [403, "You may not do this"],
  user_not_found: [404, "No such user"],
  message_group_not_found: [404, "No such message group"],
  message_not_found: [404, "No such message"],
  not_found: [404, "Not found"],
  method_not_allowed: [405, "This path does not have this method"],
  idempotency_key_reused: [409, "The key belongs to another request"],
  message_deleted: [409, "The message was deleted"],
  edit_window_closed: [409, "The message is too old to be edited"],
  changed_meanwhile: [409, "Others change the same all the time"],
  changes_expired: [410, "Changes of that age are no longer known"],
  message_blank: [422, "The message is blank"],
  message_exceed_max_chars: [422, "The message is too long"],
  cannot_message_yourself: [422, "You cannot message yourself"],
  last_read_seq_beyond_newest: [422, "There is no such message yet"],
  group_full: [422, "A group has at most 50 members"],
  too_many_reactions: [422, "A message has at most 20 kinds of reactions"],
};
