import { createContext } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import type { SlackScene } from '../scene';
import { wordsFor } from './slack-words';
import type { SlackWords } from './slack-words';

/** Who looks at Slack and when, what their client says around messages, and how it writes dates. */
export interface Reading {
  reader: SlackScene['reader'];
  people: SlackScene['people'];
  /** The present day, as a moment in it: what Slack calls today. */
  today: string;
  words: SlackWords;
  time: (at: string) => string;
  /** `Monday 9 March` */
  day: (at: string) => string;
  /** `Mon 9 Mar 14:03` */
  moment: (at: string) => string;
}

export const ReadingContext = createContext<Reading | undefined>(undefined);

export function useReader(): Reading {
  const reading = useContext(ReadingContext);
  if (!reading) throw new Error('Nobody reads here. Wanted: a ReadingContext around this.');
  return reading;
}

/** The same one until something else is read, by another one, or on another day: messages are drawn anew only then. */
export function useReading({ reader, people }: SlackScene, now: string): Reading {
  const { timeZone } = reader;
  const words = wordsFor(reader.locale);
  const formats = useMemo(() => formatsOf(words.locale, timeZone), [words, timeZone]);
  const day = formats.day(now);
  // `now` is another one at each look, its day is not.
  return useMemo(() => ({ reader, people, today: now, words, ...formats }), [reader, people, words, formats, day]);
}

function formatsOf(locale: string, timeZone: string) {
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, { timeZone, ...options });
    return (at: string): string => formatter.format(new Date(at)).replace(',', '');
  };
  return {
    time: format({ hour: '2-digit', minute: '2-digit' }),
    day: format({ weekday: 'long', day: 'numeric', month: 'long' }),
    moment: format({ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
  };
}
