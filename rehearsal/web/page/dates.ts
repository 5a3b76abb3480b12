export type Dates = ReturnType<typeof made>;

/** To make a formatter takes long, and each line of the ledger wants some. */
const kept = new Map<string, Dates>();

/** Dates and times of the hub, as the board and the ledger show them. */
export function datesIn(timeZone: string): Dates {
  const dates = kept.get(timeZone) ?? made(timeZone);
  kept.set(timeZone, dates);
  return dates;
}

function made(timeZone: string) {
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat('en-GB', { timeZone, ...options });
    return (at: string): string => formatter.format(new Date(at)).replace(',', '');
  };
  return {
    /** `Mon 9 Mar 2026` */
    full: format({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
    /** `Mon 9 Mar` */
    day: format({ weekday: 'short', day: 'numeric', month: 'short' }),
    /** `9 Mar` */
    short: format({ day: 'numeric', month: 'short' }),
    /** `14:03` */
    time: format({ hour: '2-digit', minute: '2-digit' }),
    /** `14:03:05` */
    second: format({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
  };
}

/** `Tokyo` */
export const cityOf = (timeZone: string): string => (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
