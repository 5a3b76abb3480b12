import type { Config } from '../core/config';
import type { Told } from '../core/entries';
import type { Reader } from '../core/notices/reader';
import type { Setting } from '../core/notices/voice';
import { restOf } from '../core/plan';
import type { Clock } from '../core/ports';
import type { Retirement } from '../core/retirement';

/** How a retirement is shown to a reader, now; `at`: where its card stands. */
export function settingFor(
  reader: Reader,
  { retirement }: { retirement: Retirement },
  { clock, config }: { clock: Clock; config: Config },
  at?: { thread?: string },
): Setting {
  const { calendar, operators } = config;
  const now = clock.now();
  const inDigest = at?.thread !== undefined;
  return { now, reader, inDigest, plan: restOf(retirement, now, calendar), ...(operators && { operators }) };
}

/** Of what was told, what is the card, or was. */
export const isCard = ({ about }: Told): boolean => about === 'first' || about === 'card';
