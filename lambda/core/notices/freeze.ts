import type { Freeze } from '../control';
import type { Message } from '../ports';
import { message } from './blocks';
import { code, foreign } from './mrkdwn';
import type { Reader } from './reader';
import { catalogues } from './voice';

/** To the operators: a freeze that none of them asked for. */
export function frozenByItself({ reason }: Pick<Freeze, 'reason'>, { language }: Reader): Message {
  const { home } = catalogues[language];
  return message(home.frozenByItself(foreign(reason, MOST), code('keysunset thaw')), []);
}

/** What names many keys is cut, and not what is said after it. */
const MOST = 2600;
