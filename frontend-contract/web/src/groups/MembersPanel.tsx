import { type Member, type MessageGroup } from "@cruddur/messaging-client";
import { type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { newConversationAddress, pages } from "../addresses";
import { t } from "../language/language";
import { useValue } from "../live/Value";
import { plain } from "../messages/parts";
import { useMessaging, useServices } from "../services";
import { Avatar } from "../ui/Avatar";
import { Dialog } from "../ui/Dialog";
import { Icon } from "../ui/Icon";
import { MenuButton, type MenuEntry } from "../ui/Menu";
import { Notice } from "../ui/Notice";
import { Question } from "../ui/Question";
import { useMedia } from "../ui/useMedia";
import { AddPeopleDialog } from "./onDemand";
import { GroupTitle } from "./GroupTitle";
import { LeaveQuestion } from "./LeaveQuestion";
import { nameOf } from "./names";
import "./panel.css";

interface MembersPanelProps {
  group: MessageGroup;
  onClose: () => void;
}

/** Who is in a group and, for admins, what they can do about it: beside the messages, or where there is no room a dialog. */
export function MembersPanel({ group, onClose }: MembersPanelProps) {
  const isWide = useMedia("(min-width: 64rem)");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  if (!isWide) {
    return (
      <Dialog title={t("members.title")} onClose={onClose}>
        <Members group={group} />
      </Dialog>
    );
  }
  return (
    <aside
      className="panel"
      aria-labelledby="members-heading"
      onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && onClose()}
    >
      <header className="panel__header">
        <h2 ref={heading} id="members-heading" className="panel__title" tabIndex={-1}>
          {t("members.title")}
        </h2>
        <button type="button" className="icon-button" aria-label={t("members.close")} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div className="panel__content">
        <Members group={group} />
      </div>
    </aside>
  );
}

type Asked = "add" | "leave" | { remove: Member };

function Members({ group }: { group: MessageGroup }) {
  const { client } = useServices();
  const { details, me } = useMessaging();
  const own = useValue(me);
  const [, navigate] = useLocation();
  const [problem, setProblem] = useState<unknown>(null);
  const [said, setSaid] = useState("");
  const [asked, setAsked] = useState<Asked | null>(null);
  const isAdmin = group.role === "admin";
  const isLastAdmin = group.members.filter(({ role }) => role === "admin").length === 1;
  const name = nameOf(group, own?.uuid);
  const { uuid } = group;

  /** Does it and reads again what is there now, whoever else has changed it. */
  async function change(work: () => Promise<unknown>, done: string): Promise<void> {
    setProblem(null);
    setSaid("");
    try {
      await work();
      setSaid(done);
    } finally {
      await details.load(uuid).catch(() => {});
    }
  }
  const setRole = (member: Member, role: "admin" | "member") =>
    void change(
      () => client.setRole(uuid, member.uuid, role),
      t(role === "admin" ? "members.isAdminNow" : "members.isMemberNow", { name: member.display_name }),
    ).catch(setProblem);

  function entriesFor(member: Member): MenuEntry[] {
    const entries: MenuEntry[] = [];
    const isOwn = member.uuid === own?.uuid;
    if (!isOwn) {
      entries.push({
        label: t("members.write", { name: member.display_name }),
        icon: "messages",
        onSelect: () => navigate(newConversationAddress(member.handle)),
      });
    }
    if (isAdmin && member.role !== "admin") {
      entries.push({ label: t("members.makeAdmin"), icon: "people", onSelect: () => setRole(member, "admin") });
    }
    if (isAdmin && member.role === "admin" && !isLastAdmin) {
      entries.push({ label: t("members.unmakeAdmin"), icon: "people", onSelect: () => setRole(member, "member") });
    }
    if (isAdmin && !isOwn) {
      entries.push({
        label: t("members.remove"),
        icon: "close",
        isDanger: true,
        onSelect: () => setAsked({ remove: member }),
      });
    }
    return entries;
  }

  const close = () => setAsked(null);
  return (
    <div className="members">
      <GroupTitle
        group={group}
        isAdmin={isAdmin}
        onRename={(title) => change(() => client.rename(uuid, title), t("title.saved"))}
      />
      <p className="members__count">{t("conversation.people", { count: group.member_count })}</p>
      {problem !== null && <Notice problem={problem} />}
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {isAdmin && (
        <button type="button" className="button members__add" onClick={() => setAsked("add")}>
          <Icon name="addPerson" />
          {t("members.add")}
        </button>
      )}
      <ul className="members__list" aria-label={t("members.title")}>
        {group.members.map((member) => (
          <MemberRow key={member.uuid} member={member} isOwn={member.uuid === own?.uuid}>
            {entriesFor(member).length > 0 && (
              <MenuButton label={t("members.actions", { name: member.display_name })} entries={entriesFor(member)} />
            )}
          </MemberRow>
        ))}
      </ul>
      <button type="button" className="button button--danger members__leave" onClick={() => setAsked("leave")}>
        {t("menu.leave")}
      </button>
      {asked === "add" && (
        <Suspense>
          <AddPeopleDialog group={group} name={name} onClose={close} />
        </Suspense>
      )}
      {asked === "leave" && (
        <LeaveQuestion group={group} name={name} onClose={close} onLeft={() => navigate(pages.messages)} />
      )}
      {asked !== null && typeof asked === "object" && (
        <Question
          title={t("members.removeTitle", { name: asked.remove.display_name })}
          yes={t("members.removeYes")}
          onYes={() =>
            change(
              () => client.removeMember(uuid, asked.remove.uuid),
              t("members.removed", { name: asked.remove.display_name }),
            )
          }
          onClose={close}
        >
          <p>{t("members.removeText")}</p>
        </Question>
      )}
    </div>
  );
}

function MemberRow({ member, isOwn, children }: { member: Member; isOwn: boolean; children: ReactNode }) {
  const { display_name, handle, role } = member;
  return (
    <li className="member">
      <Avatar name={display_name} of={handle} size="small" />
      <span className="member__who">
        <bdi className="member__name">{plain(display_name)}</bdi>
        <span className="member__handle">
          <bdi>@{handle}</bdi>
          {isOwn && ` · ${t("members.you")}`}
        </span>
      </span>
      {role === "admin" && <span className="member__role">{t("members.admin")}</span>}
      {children}
    </li>
  );
}
