import "./skeleton.css";

/** The shape of what is coming. */
export function Skeleton({ rows, shape, label }: { rows: number; shape: "row" | "bubble" | "card"; label: string }) {
  return (
    <div className={`skeleton skeleton--${shape}`} role="status">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="skeleton__item" aria-hidden="true">
          <span className="skeleton__circle" />
          <span className="skeleton__lines">
            <span className="skeleton__line" />
            <span className="skeleton__line skeleton__line--short" />
          </span>
        </div>
      ))}
    </div>
  );
}
