import type { Config } from '../core/config';
import type { Told } from '../core/entries';
import type { Reader } from '../core/notices/reader';
import type { Setting } from '../core/notices/voice';
import { restOf } from '../core/plan';
import type { Clock } from '../core/ports';
import type { Retirement } from '../core/retirement';

/** How a retirement is shown to a reader, now. */
export function settingFor(
  reader: Reader,
  { retirement }: { retirement: Retirement },
  { clock, config }: { clock: Clock; config: Config },
): Setting {
  const { calendar, operators } = config;
  const now = clock.now();
  return { now, reader, plan: restOf(retirement, now, calendar), ...(operators && { operators }) };
}

/** Of what was told, what is the card, or was. */
export const isCard = ({ about }: Told): boolean => about === 'first' || about === 'card';
