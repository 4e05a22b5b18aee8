const LOCALE = 'en';

/** A calendar date without a clock: read and written in UTC, so that no zone can move it. */
function calendar(options: Intl.DateTimeFormatOptions): (date: string) => string {
  const format = new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: 'UTC' });
  return (date) => format.format(Date.parse(`${date}T00:00Z`));
}

const weekday = calendar({ weekday: 'long' });
const weekdayShort = calendar({ weekday: 'short' });
const dayOfMonth = calendar({ day: 'numeric' });
const monthShort = calendar({ month: 'short' });
const month = calendar({ month: 'long' });
const year = calendar({ year: 'numeric' });

/** `Fri`. */
export function shortWeekday(date: string): string {
  return weekdayShort(date);
}

/** `27 Dec`. */
export function shortDate(date: string): string {
  return $localize`:@@date.short:${dayOfMonth(date)}:day: ${monthShort(date)}:month:`;
}

/** `27 December 2024`. */
export function longDate(date: string): string {
  return $localize`:@@date.long:${dayOfMonth(date)}:day: ${month(date)}:month: ${year(date)}:year:`;
}

/** `Friday, 27 December 2024`. */
export function dayTitle(date: string): string {
  return $localize`:@@date.day:${weekday(date)}:weekday:, ${longDate(date)}:date:`;
}

/** `27 December 2024, 19:15`. */
export function moment(date: string, time: string): string {
  return $localize`:@@date.moment:${longDate(date)}:date:, ${time}:time:`;
}

/** `Fri 27 Dec, 19:15`. */
export function shortMoment(date: string, time: string): string {
  return $localize`:@@date.moment-short:${shortWeekday(date)}:weekday: ${shortDate(date)}:date:, ${time}:time:`;
}

/** `27–30 December 2024`, and longer where months or years differ. */
export function dateRange(start: string, end: string): string {
  if (start === end) return longDate(start);
  if (start.slice(0, 7) === end.slice(0, 7)) return `${dayOfMonth(start)}–${longDate(end)}`;
  if (start.slice(0, 4) === end.slice(0, 4))
    return `${dayOfMonth(start)} ${month(start)} – ${longDate(end)}`;
  return `${longDate(start)} – ${longDate(end)}`;
}
