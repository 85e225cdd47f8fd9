import { useEffect } from "react";
import { Empty } from "../ui/Empty";
import { useView } from "../ui/useView";
import { t } from "../language/language";

/** The list alone; where there is room, with a word about what the other side is for. */
export function MessageGroupsPage({ isArchive }: { isArchive: boolean }) {
  useView(t(isArchive ? "archive.title" : "groups.title"), isArchive ? "archived" : "messages");
  useEffect(() => {
    if (document.activeElement === document.body) {
      document.getElementById("groups-heading")?.focus({ preventScroll: true });
    }
  }, [isArchive]);
  return (
    <Empty icon="messages" title={t("groups.choose")}>
      {t(isArchive ? "archive.chooseText" : "groups.chooseText")}
    </Empty>
  );
}
