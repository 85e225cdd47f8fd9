import { useRef } from "react";
import { Link } from "wouter";
import { Icon } from "../ui/Icon";
import "../ui/empty.css";
import { useView } from "../ui/useView";
import { Shell } from "./Shell";

export function NotFoundPage() {
  const heading = useRef<HTMLHeadingElement>(null);
  useView("No such page", "nowhere", heading);
  return (
    <Shell>
      <div className="empty">
        <span className="empty__icon">
          <Icon name="warning" />
        </span>
        <h1 ref={heading} tabIndex={-1} className="empty__title">
          There is no such page
        </h1>
        <p className="empty__text">
          Go back <Link href="/">home</Link>.
        </p>
      </div>
    </Shell>
  );
}
