/** Dates and times of the hub, as the board and the ledger show them. */
export function datesIn(timeZone: string) {
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

export type Dates = ReturnType<typeof datesIn>;

/** `Tokyo` */
export const cityOf = (timeZone: string): string => (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
