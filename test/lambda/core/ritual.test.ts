import { checkRitual, standard } from '../../../lambda/core/ritual';
import type { Ritual } from '../../../lambda/core/ritual';

const ritual = (change: Partial<Ritual>): Ritual => ({ ...standard, ...change });
const lone = { outage: 'P31D' };

describe('a ritual', () => {
  test.each<[string, Ritual]>([
    ['the standard one', standard],
    ['one stage alone', ritual({ stages: [lone] })],
    ['a month counted as a month', ritual({ stages: [{ outage: 'P1M' }] })],
    ['5 hours of soak and of last outage', ritual({ stages: [{ outage: 'PT5H', soak: 'PT5H' }, { outage: 'PT5H' }] })],
    ['329 days in all', ritual({ stages: [{ outage: 'P328D' }] })],
    [
      'ten stages',
      ritual({ stages: [...Array<{ outage: string; soak: string }>(9).fill({ outage: 'PT1H', soak: 'P1D' }), lone] }),
    ],
  ])('may be %s', (_, good) => {
    expect(checkRitual(good)).toEqual([]);
  });

  test.each<[string, Ritual, string]>([
    ['no stages', ritual({ stages: [] }), 'The ritual has no stages. Wanted: 1 to 10. Add one'],
    [
      'eleven stages',
      ritual({ stages: [...Array<{ outage: string; soak: string }>(10).fill({ outage: 'PT1H', soak: 'P1D' }), lone] }),
      'The ritual has 11 stages. Wanted: 1 to 10.',
    ],
    [
      'a zero notice',
      ritual({ notice: 'PT0S' }),
      'The notice is PT0S, which is no time at all. Wanted: an ISO 8601 duration',
    ],
    ['a negative final notice', ritual({ finalNotice: '-P3D' }), 'The final notice is -P3D, which is no time at all.'],
    [
      'a malformed outage',
      ritual({ stages: [{ outage: '1 day' }] }),
      'The outage of stage 1 is “1 day”, which is no duration.',
    ],
    [
      'a malformed soak',
      ritual({ stages: [{ outage: 'P1D', soak: 'P3' }, lone] }),
      'The soak of stage 1 is “P3”, which is no duration.',
    ],
    [
      'outages that shrink',
      ritual({ stages: [{ outage: 'P1D', soak: 'P3D' }, { outage: 'PT10M', soak: 'P3D' }, lone] }),
      'The outage of stage 2 (10 minutes) is shorter than that of stage 1 (1 day). Wanted: outages that grow.',
    ],
    [
      'a soak missing',
      ritual({ stages: [{ outage: 'P1D' }, lone] }),
      'Stage 1 has no soak. Wanted after every outage but the last',
    ],
    ['a soak at the end', ritual({ stages: [{ outage: 'P31D', soak: 'P1D' }] }), 'The last stage has a soak (P1D).'],
    [
      'a soak under 5 hours',
      ritual({ stages: [{ outage: 'PT10M', soak: 'PT4H59M' }, lone] }),
      'The soak of stage 1 is 4 hours 59 minutes. Wanted: 5 hours or more',
    ],
    [
      'a last outage under 5 hours',
      ritual({ stages: [{ outage: 'PT4H' }] }),
      'The last outage is 4 hours. Wanted: 5 hours or more',
    ],
    [
      '330 days in all',
      ritual({ stages: [{ outage: 'P329D' }] }),
      'The ritual takes 330 days in all. Wanted: less than 330',
    ],
    [
      '330 days in all, half of them in a soak',
      ritual({ stages: [{ outage: 'P82D', soak: 'P165D' }, { outage: 'P82D' }] }),
      'The ritual takes 330 days in all. Wanted: less than 330',
    ],
  ])('with %s is refused', (_, bad, problem) => {
    expect(checkRitual(bad)).toEqual([expect.stringContaining(problem)]);
  });

  test('with several things wrong is told all of them', () => {
    expect(
      checkRitual({ name: 'x', notice: '', stages: [{ outage: 'P1D' }, { outage: 'never' }], finalNotice: 'P0D' }),
    ).toHaveLength(4);
  });
});
