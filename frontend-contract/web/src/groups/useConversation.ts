import type { MessageGroup } from "@cruddur/messaging-client";
import { useEffect } from "react";
import { useValue } from "../live/Value";
import { useMessaging } from "../services";
import { together } from "./GroupDetails";

/** A conversation as far as it is known: from the lists, and alone. */
export function useConversation(uuid: string): MessageGroup | undefined {
  const { groups, archived, details } = useMessaging();
  const isThis = (group: MessageGroup) => group.uuid === uuid;
  const here = useValue(groups.state).groups.find(isThis);
  const there = useValue(archived.state).groups.find(isThis);
  return together(here ?? there, useValue(details.known).get(uuid));
}

/**
 * Reads the members and roles of a group when it is opened, and again when a message tells of a change.
 *
 * @param told the number of the last such message
 */
export function useMembers(group: MessageGroup | undefined, told: number): void {
  const { details } = useMessaging();
  const uuid = group?.kind === "group" ? group.uuid : undefined;
  useEffect(() => {
    if (!uuid) {
      return;
    }
    const gone = new AbortController();
    // The conversation's own reading tells what is wrong.
    details.load(uuid, gone.signal).catch(() => {});
    return () => gone.abort();
  }, [details, uuid, told]);
}
