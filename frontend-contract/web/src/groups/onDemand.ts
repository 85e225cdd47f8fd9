import { lazy } from "react";

// What one opens now and then: loaded when they are.
export const AddPeopleDialog = lazy(async () => ({ default: (await import("./AddPeopleDialog")).AddPeopleDialog }));
export const MembersPanel = lazy(async () => ({ default: (await import("./MembersPanel")).MembersPanel }));
export const NewConversationDialog = lazy(async () => ({
  default: (await import("./NewConversationDialog")).NewConversationDialog,
}));
