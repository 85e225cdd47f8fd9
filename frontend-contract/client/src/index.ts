export {
  createMessagingClient,
  type Activity,
  type CallOptions,
  type ClientOptions,
  type GroupToCreate,
  type Me,
  type MeChange,
  type Member,
  type Message,
  type MessageGroup,
  type MessageToSend,
  type MessagingClient,
  type Reaction,
  type Reader,
  type Role,
  type SendOptions,
  type SettingsPatch,
  type SystemEvent,
  type UserShort,
} from "./client.js";
export { follow, readAfter, type FollowOptions, type Gap, type ReadAfterOptions } from "./follow.js";
export { type LiveEvent, type ReadEvent, type TypingEvent } from "./delivery.js";
export { type Live, type LiveOptions, type LiveState } from "./live.js";
export { type Page, type Paged, type Pages } from "./paging.js";
export { NetworkError, ProblemError, type ErrorCode, type Problem } from "./problem.js";
export { DEFAULT_RETRY, delayAfter, isTransient, sleep, type NextTry, type RetryOptions } from "./retry.js";
export { type GetToken } from "./transport.js";
export type { components, operations, paths } from "./schema.js";
