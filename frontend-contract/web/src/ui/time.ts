import { locale, t } from "../language/language";

const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
const time = format({ hour: "2-digit", minute: "2-digit" });
const weekday = format({ weekday: "long" });
const shortWeekday = format({ weekday: "short" });
const day = format({ weekday: "long", day: "numeric", month: "long" });
const shortDay = format({ day: "numeric", month: "short" });
const dayOfYear = format({ day: "numeric", month: "long", year: "numeric" });
const shortDayOfYear = format({ dateStyle: "short" });
const long = format({ weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
const full = format({ dateStyle: "full", timeStyle: "short" });
const duration = (unit: string) => new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short" });
const minute = duration("minute");
const hour = duration("hour");

const DAY = 86_400_000;

const startOfDay = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
const daysAgo = (date: Date, now: Date) => Math.round((startOfDay(now) - startOfDay(date)) / DAY);

export const isSameDay = (a: string, b: string) => startOfDay(new Date(a)) === startOfDay(new Date(b));

export const clockTime = (at: string) => time.format(new Date(at));

export const longTime = (at: string) => long.format(new Date(at));

export const fullTime = (at: string) => full.format(new Date(at));

/** What stands between the messages of two days. */
export function dayName(at: string, now = new Date()): string {
  const date = new Date(at);
  const ago = daysAgo(date, now);
  if (ago <= 1) {
    return ago === 1 ? t("time.yesterday") : t("time.today");
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
    return ago === 1 ? t("time.yesterday") : shortWeekday.format(date);
  }
  return date.getFullYear() === now.getFullYear() ? shortDay.format(date) : shortDayOfYear.format(date);
}

/** What stands beside a post. */
export function timeAgo(at: string, now = new Date()): string {
  const minutes = Math.floor((now.getTime() - Date.parse(at)) / 60_000);
  if (minutes < 1) {
    return t("time.now");
  }
  if (minutes < 60) {
    return minute.format(minutes);
  }
  if (minutes < 24 * 60) {
    return hour.format(Math.floor(minutes / 60));
  }
  return shortTime(at, now);
}
