import type { MessageGroup } from "@cruddur/messaging-client";
import { t } from "../language/language";
import { plain } from "../messages/parts";
import { useMessaging } from "../services";
import { useValue } from "./Value";
import "./live.css";

/** Who is writing: the place is always there, so that nothing moves. */
export function TypingLine({ groupUuid, group }: { groupUuid: string; group: MessageGroup | undefined }) {
  const { typing } = useMessaging();
  const users = useValue(typing.state).get(groupUuid) ?? [];
  const names = users.flatMap((uuid) => group?.members.find((member) => member.uuid === uuid)?.display_name ?? []);
  return (
    <p className="typing" role="status">
      {users.length > 0 && (
        <>
          <span className="typing__dots" aria-hidden="true" />
          {names.length === 1
            ? t("live.typing", { name: plain(names[0]!) })
            : t("live.severalTyping", { count: users.length })}
        </>
      )}
    </p>
  );
}
