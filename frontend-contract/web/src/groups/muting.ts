import { t } from "../language/language";
import { clockTime, isSameDay, longTime } from "../ui/time";

/** Muted until one takes it back. */
export const FOR_EVER = "9999-12-31T00:00:00.000Z";
const HOUR = 3_600_000;
/** O'clock at which tomorrow begins. */
const MORNING = 8;

export interface MuteChoice {
  label: string;
  until: string;
  /** The same as a time, where there is one. */
  aside: string;
}

export function muteChoices(now = new Date()): MuteChoice[] {
  const after = (hours: number) => new Date(now.getTime() + hours * HOUR).toISOString();
  const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, MORNING).toISOString();
  const choice = (label: string, until: string) => ({ label, until, aside: untilWhen(until, now) });
  return [
    choice(t("mute.hours", { count: 1 }), after(1)),
    choice(t("mute.hours", { count: 8 }), after(8)),
    choice(t("mute.tomorrow"), tomorrow),
    { label: t("mute.forEver"), until: FOR_EVER, aside: "" },
  ];
}

const untilWhen = (until: string, now: Date) =>
  isSameDay(until, now.toISOString()) ? clockTime(until) : longTime(until);

/** "Muted until 18:20". */
export function mutedText(until: string, now = new Date()): string {
  return new Date(until).getUTCFullYear() === 9999 ? t("mute.muted") : t("mute.until", { time: untilWhen(until, now) });
}
