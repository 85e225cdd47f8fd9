import type { Message } from "@cruddur/messaging-client";

/** What the reader is to a message. */
export interface Standing {
  isOwn: boolean;
  /** Of a group. */
  isAdmin: boolean;
  /** Nothing can be written to the other of a pair. */
  isClosed: boolean;
}

export interface May {
  reply: boolean;
  react: boolean;
  edit: boolean;
  delete: boolean;
  copy: boolean;
}

/** What somebody may do with a message. How long it can be edited only the server knows. */
export function mayWith(message: Message, { isOwn, isAdmin, isClosed }: Standing): May {
  const isThere = !message.deleted_at;
  const isText = isThere && message.kind === "text";
  return {
    reply: isText && !isClosed,
    react: isText && !isClosed,
    edit: isText && isOwn && !isClosed,
    delete: isText && (isOwn || isAdmin),
    copy: isThere,
  };
}
