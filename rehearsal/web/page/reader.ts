import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { SlackScene } from '../scene';
import { wordsFor } from './slack-words';

interface WhoReads {
  reader: SlackScene['reader'];
  /** The present moment, which is a virtual one. */
  now: string;
  people: SlackScene['people'];
}

/** Who looks at Slack, and when. */
export const Reading = createContext<WhoReads | undefined>(undefined);

/** The same, with what their client says around messages, and how it writes dates. */
export function useReader() {
  const reading = useContext(Reading);
  if (!reading) throw new Error('Nobody reads here. Wanted: a Reading around this.');
  const { timeZone } = reading.reader;
  const words = wordsFor(reading.reader.locale);
  const format = (options: Intl.DateTimeFormatOptions) => (at: string) =>
    new Intl.DateTimeFormat(words.locale, { timeZone, ...options }).format(new Date(at)).replace(',', '');
  return {
    ...reading,
    words,
    time: format({ hour: '2-digit', minute: '2-digit' }),
    /** `Monday 9 March` */
    day: format({ weekday: 'long', day: 'numeric', month: 'long' }),
    /** `Mon 9 Mar 14:03` */
    moment: format({ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
  };
}
