import type { Status } from '../lambda/core/head';
import type { Colours } from './terminal';

/** A status as a sign and a colour; the word stands beside them always. */
export function signOf(status: Status, colours: Colours): { sign: string; colour: (text: string) => string } {
  switch (status) {
    case 'enqueued':
    case 'notice':
      return { sign: '○', colour: colours.dim };
    case 'outage':
      return { sign: '■', colour: colours.blue };
    case 'soak':
    case 'ending':
      return { sign: '□', colour: colours.yellow };
    case 'kept':
      return { sign: '✓', colour: colours.green };
    case 'deleted':
      return { sign: '✕', colour: colours.dim };
    case 'gone':
    case 'left':
      return { sign: '–', colour: colours.dim };
    case 'failed':
      return { sign: '▲', colour: colours.red };
    default:
      return status satisfies never;
  }
}
