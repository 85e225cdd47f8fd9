import type { UserShort } from "@cruddur/messaging-client";
import { useValue } from "../live/Value";
import { useMessaging } from "../services";
import { isGroup } from "./names";

/** With whom one has written last, for a picker in which nothing is typed yet. */
export function useCompanions(): UserShort[] {
  const { groups } = useMessaging();
  return useValue(groups.state)
    .groups.filter((group) => !isGroup(group) && !group.closed)
    .flatMap(({ handle, members }) => members.filter((member) => member.handle === handle))
    .slice(0, 8);
}
