import type { UserShort } from "@cruddur/messaging-client";
import { useState } from "react";
import { Link } from "wouter";
import { pages } from "../addresses";
import { rich, t } from "../language/language";
import { plain } from "../messages/parts";
import { useMessaging } from "../services";
import { Notice } from "../ui/Notice";
import "./panel.css";

/** In the form's place: the other takes no messages. */
export function Closed({ name }: { name: string }) {
  return (
    <div className="cannot-write">
      <p>{rich("cannot.closed", { name: <bdi>{plain(name)}</bdi> })}</p>
    </div>
  );
}

/** In the form's place: one is not in it any more. */
export function Gone() {
  return (
    <div className="cannot-write" role="alert">
      <p>{t("cannot.gone")}</p>
      <Link href={pages.messages} className="button">
        {t("conversation.all")}
      </Link>
    </div>
  );
}

/** In the form's place: one has blocked the other. */
export function Blocked({ person }: { person: UserShort }) {
  const { blocks } = useMessaging();
  const [problem, setProblem] = useState<unknown>(null);
  return (
    <>
      {problem !== null && <Notice problem={problem} />}
      <div className="cannot-write">
        <p>{rich("cannot.blocked", { name: <bdi>{plain(person.display_name)}</bdi> })}</p>
        <button
          type="button"
          className="button"
          onClick={() => {
            setProblem(null);
            blocks.unblock(person).catch(setProblem);
          }}
        >
          {t("blocks.unblock")}
        </button>
      </div>
    </>
  );
}
