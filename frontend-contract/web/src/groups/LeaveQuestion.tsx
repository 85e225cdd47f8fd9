import type { MessageGroup } from "@cruddur/messaging-client";
import { useEffect } from "react";
import { t } from "../language/language";
import { useValue } from "../live/Value";
import { useMessaging, useServices } from "../services";
import { Question } from "../ui/Question";

interface LeaveQuestionProps {
  group: MessageGroup;
  name: string;
  onClose: () => void;
  onLeft: () => void;
}

/** Asks before one leaves. Members are listed with those first who have been in it longest: the first becomes an admin. */
export function LeaveQuestion({ group, name, onClose, onLeft }: LeaveQuestionProps) {
  const { client } = useServices();
  const { conversations, details, me } = useMessaging();
  const own = useValue(me);
  const alone = useValue(details.known).get(group.uuid);
  useEffect(() => void details.load(group.uuid).catch(() => {}), [details, group.uuid]);
  const others = alone?.members.filter(({ uuid }) => uuid !== own?.uuid);
  const isLastAdmin = alone?.role === "admin" && others?.every(({ role }) => role !== "admin");
  const heir = isLastAdmin ? others?.[0] : undefined;
  async function leave() {
    await conversations.leave(group, (own ?? (await client.me())).uuid);
    onLeft();
  }
  return (
    <Question title={t("leave.title", { name })} yes={t("leave.yes")} onYes={leave} onClose={onClose}>
      <p>{t("leave.text")}</p>
      {heir && <p>{t("leave.heir", { name: heir.display_name })}</p>}
    </Question>
  );
}
