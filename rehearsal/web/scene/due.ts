import type { Config } from '../../../lambda/core/config';
import type { Retirement } from '../../../lambda/core/retirement';
import { isLast } from '../../../lambda/core/standing';
import type { Instant } from '../../../lambda/core/time';
import { barOf } from './bars';

/** Something that was done to a key, or is planned. */
export interface Due {
  at: Instant;
  what: 'told' | 'off' | 'back on' | 'deleted';
  userName: string;
  planned: boolean;
}

/** What happens to a key, in order, as its chain and the calendar have it. */
export function dueOf(r: Retirement, now: Instant, { calendar }: Pick<Config, 'calendar'>): Due[] {
  const { notice, outages, deletion } = barOf(r, now, calendar);
  const { userName } = r.subject;
  const due = (at: Instant, what: Due['what'], planned: boolean): Due => ({ at, what, userName, planned });
  const deletedAt = r.phase.name === 'ended' && r.phase.outcome === 'deleted' ? r.phase.at : undefined;
  return [
    due(notice.from, 'told', r.phase.name === 'enqueued'),
    ...outages.flatMap(({ stage, from, to }) => {
      const begun = r.outages.find((outage) => outage.from === from);
      const endsByItself = begun?.to !== undefined || !isLast(r, stage);
      const back = endsByItself && to !== deletedAt ? [due(to, 'back on', begun?.to === undefined)] : [];
      return [due(from, 'off', !begun), ...back];
    }),
    ...(deletion ? [due(deletion, 'deleted', true)] : []),
    ...(deletedAt ? [due(deletedAt, 'deleted', false)] : []),
  ];
}
