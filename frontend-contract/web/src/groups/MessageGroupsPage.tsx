import { useEffect } from "react";
import { Empty } from "../ui/Empty";
import { useView } from "../ui/useView";
import { t } from "../language/language";

/** The list alone; where there is room, with a word about what the other side is for. */
export function MessageGroupsPage() {
  useView(t("groups.title"), "messages");
  useEffect(() => {
    if (document.activeElement === document.body) {
      document.getElementById("groups-heading")?.focus({ preventScroll: true });
    }
  }, []);
  return (
    <Empty icon="messages" title={t("groups.choose")}>
      {t("groups.chooseText")}
    </Empty>
  );
}
