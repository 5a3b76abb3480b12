interface Reader {
  locale: string;
  timeZone: string;
  /** The present moment, which is a virtual one. */
  now: string;
}

/** Slack's `<!date^…>`: its tokens, in the reader's zone and language. */
export function slackDate(timestamp: number, format: string, reader: Reader): string {
  const at = new Date(timestamp * 1000);
  return format.replaceAll(/\{(\w+)\}/g, (token, name: string) => {
    const pretty = name.endsWith('_pretty') ? nearby(at, reader) : undefined;
    const options = formats[name.replace('_pretty', '')];
    if (pretty !== undefined) return pretty;
    return options ? formatted(at, options, reader) : token;
  });
}

const formats: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  date_long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit' },
  time_secs: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
};

const formatted = (at: Date, options: Intl.DateTimeFormatOptions, { locale, timeZone }: Reader): string =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(at);

/** `today`, `yesterday` or `tomorrow`; nothing for other days. */
function nearby(at: Date, reader: Reader): string | undefined {
  const dayOf = (date: Date): number =>
    Date.parse(`${new Intl.DateTimeFormat('en-CA', { timeZone: reader.timeZone }).format(date)}T00:00:00Z`) /
    86_400_000;
  const days = dayOf(at) - dayOf(new Date(reader.now));
  if (Math.abs(days) > 1) return undefined;
  return new Intl.RelativeTimeFormat(reader.locale, { numeric: 'auto' }).format(days, 'day');
}
