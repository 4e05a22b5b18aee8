/** Seconds in a minute and in a day. */
const MINUTE = 60;
const DAY = 86_400;

interface Wall {
  /** `HH:MM`. */
  readonly time: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
}

/** Reads instants off a wall clock in a zone. Keeps what it has read: a schedule asks for the same minutes again and again. */
export class WallClock {
  private readonly format: Intl.DateTimeFormat;
  private readonly read = new Map<number, Wall>();

  constructor(readonly zone: string) {
    this.format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  }

  /** `HH:MM` of an instant (seconds since 1970). */
  time(instant: number): string {
    return this.wall(instant).time;
  }

  /** `YYYY-MM-DD` of an instant (seconds since 1970). */
  date(instant: number): string {
    return this.wall(instant).date;
  }

  /** RFC 3339 with the zone's offset, as `datetime` attributes carry it. */
  dateTime(instant: number): string {
    const { date, time } = this.wall(instant);
    const local = Date.parse(`${date}T${time}Z`) / 1000;
    const offset = Math.round((local - (instant - (instant % MINUTE))) / MINUTE);
    const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
    const sign = offset < 0 ? '-' : '+';
    return `${date}T${time}${sign}${padded(hours)}:${padded(minutes)}`;
  }

  private wall(instant: number): Wall {
    const known = this.read.get(instant);
    if (known) return known;
    const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
    for (const { type, value } of this.format.formatToParts(instant * 1000)) parts[type] = value;
    const wall = {
      time: `${parts.hour ?? ''}:${parts.minute ?? ''}`,
      date: `${parts.year ?? ''}-${parts.month ?? ''}-${parts.day ?? ''}`,
    };
    this.read.set(instant, wall);
    return wall;
  }
}

/** Whether two zones show the same time at an instant and a day around it. */
export function sameTime(one: string, other: string, instant: number): boolean {
  if (one === other) return true;
  const [first, second] = [new WallClock(one), new WallClock(other)];
  return [instant - DAY, instant, instant + DAY].every(
    (at) => first.dateTime(at) === second.dateTime(at),
  );
}

function padded(number: number): string {
  return String(number).padStart(2, '0');
}
