import { pages } from "./addresses.json";

export { pages };

export const conversationAddress = (uuid: string) => pages.conversation.replace(":message_group_uuid", () => uuid);

/** Of the conversation with somebody with whom there is none yet. */
export const newConversationAddress = (handle: string) =>
  pages.newConversation.replace(":handle", () => encodeURIComponent(handle));
