import { useRef } from "react";
import { Link } from "wouter";
import { pages } from "../addresses";
import { Icon } from "../ui/Icon";
import "../ui/empty.css";
import { useView } from "../ui/useView";
import { Shell } from "./Shell";
import { rich, t } from "../language/language";

export function NotFoundPage() {
  const heading = useRef<HTMLHeadingElement>(null);
  useView(t("missing.view"), "nowhere", heading);
  return (
    <Shell>
      <div className="empty">
        <span className="empty__icon">
          <Icon name="warning" />
        </span>
        <h1 ref={heading} tabIndex={-1} className="empty__title">
          {t("missing.title")}
        </h1>
        <p className="empty__text">{rich("missing.text", { home: (text) => <Link href={pages.home}>{text}</Link> })}</p>
      </div>
    </Shell>
  );
}
