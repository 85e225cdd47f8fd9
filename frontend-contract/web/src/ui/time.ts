const time = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: "long" });
const shortWeekday = new Intl.DateTimeFormat(undefined, { weekday: "short" });
const day = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const shortDay = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const dayOfYear = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long", year: "numeric" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });

const DAY = 86_400_000;

const startOfDay = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
const daysAgo = (date: Date, now: Date) => Math.round((startOfDay(now) - startOfDay(date)) / DAY);

export const isSameDay = (a: string, b: string) => startOfDay(new Date(a)) === startOfDay(new Date(b));

export const clockTime = (at: string) => time.format(new Date(at));

export const fullTime = (at: string) => full.format(new Date(at));

/** What stands between the messages of two days. */
export function dayName(at: string, now = new Date()): string {
  const date = new Date(at);
  const ago = daysAgo(date, now);
  if (ago <= 1) {
    return ago === 1 ? "Yesterday" : "Today";
  }
  if (ago < 7) {
    return weekday.format(date);
  }
  return date.getFullYear() === now.getFullYear() ? day.format(date) : dayOfYear.format(date);
}

/** What stands beside a conversation: as short as it can be without being wrong. */
export function shortTime(at: string, now = new Date()): string {
  const date = new Date(at);
  const ago = daysAgo(date, now);
  if (ago <= 0) {
    return time.format(date);
  }
  if (ago < 7) {
    return ago === 1 ? "Yesterday" : shortWeekday.format(date);
  }
  return date.getFullYear() === now.getFullYear() ? shortDay.format(date) : date.toLocaleDateString();
}

/** What stands beside a post. */
export function timeAgo(at: string, now = new Date()): string {
  const minutes = Math.floor((now.getTime() - Date.parse(at)) / 60_000);
  if (minutes < 1) {
    return "just now";
  }
  if (minutes < 60) {
    return `${minutes} min`;
  }
  if (minutes < 24 * 60) {
    return `${Math.floor(minutes / 60)} h`;
  }
  return shortTime(at, now);
}
