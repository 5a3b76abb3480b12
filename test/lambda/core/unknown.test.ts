import { decideControl } from '../../../lambda/core/control';
import { decide } from '../../../lambda/core/decide';
import { lastLook } from '../../../lambda/core/decide/delete-key';
import { restored } from '../../../lambda/core/decide/restore';
import type { Entry } from '../../../lambda/core/entries';
import { evolve } from '../../../lambda/core/evolve';
import { headOf } from '../../../lambda/core/head';
import { holdUntil } from '../../../lambda/core/standing';
import { at, chainOf, given, gateOpened, inLastOutage, inNotice, inStage1, mayBeDeleted } from './chains';
import { config as company } from './configs';

/** What no type allows may still be in a row that a later version wrote, or in an answer of AWS that is new. */
const later = 'of a later version' as never;
const next = (changed: Partial<Entry>): Entry => {
  const entry = chainOf(...inNotice, [at(1), gateOpened('outage', 1)]).entries.at(-1);
  return { ...entry, ...changed } as Entry;
};

test('an entry of a later version changes nothing but the count', () => {
  const r = given(...inNotice);
  expect(evolve(r, next({ type: later }))).toEqual({ ...r, seq: r.seq + 1 });
});

test('evidence of a later version changes nothing but the count', () => {
  const r = given(...inNotice);
  expect(evolve(r, next({ detail: { about: later } as never }))).toEqual({ ...r, seq: r.seq + 1 });
});

describe('is never taken for something known:', () => {
  const r = given(...inStage1);
  test('a phase', () => {
    const phase = { name: later };
    expect(headOf({ ...r, phase })).toMatchObject({ deadline: phase, stage: phase });
  });
  test('a wait', () => {
    expect(holdUntil(r, later, at(1), { remindEveryDays: 7, calendar: company.calendar })).toBe(later);
  });
  test('a status of the key, once its give-back is to be confirmed', () => {
    const seen = { now: at(2), input: { because: 'the outage is over' }, status: later } as const;
    expect(decide('confirm', r, seen)).toBe(later);
  });
  test('a status of the key at the last look before its deletion', () => {
    expect(
      lastLook(given(...mayBeDeleted), {
        status: { known: true, value: later },
        frozen: { known: true, value: false },
      }),
    ).toBe(later);
  });
  test('what is asked of the whole', () => {
    expect(decideControl({ frozen: false }, { ask: later, reason: 'no matter' })).toBe(later);
  });
  test('a reason to end', () => {
    const ending = { why: later, at: at(1), because: '' };
    const kept = decide(
      'confirm',
      { ...r, ending },
      { now: at(2), input: { because: 'somebody needs it' }, status: 'Active' },
    );
    expect(kept).toMatchObject({ record: [{}, { type: 'RetirementKept', detail: { because: ending } }] });
  });
});

describe('where less is known than usual,', () => {
  test('a stage that the ritual does not have has no outage to speak of', () => {
    const r = given(...inNotice, [at(1), gateOpened('outage', 1)]);
    const decision = decide(
      'deactivate',
      { ...r, ritual: { ...r.ritual, stages: [] } },
      {
        now: at(1),
        status: { known: true, value: 'Active' },
        frozen: { known: true, value: false },
        config: { remindEveryDays: 7, calendar: company.calendar },
      },
    );
    expect(decision).toMatchObject({ intent: { detail: { endsAt: at(1), restoreBy: at(8) } } });
  });

  test('use before a deletion counts since the last outage began', () => {
    const { firstOutageAt: _, ...r } = given(...inLastOutage);
    const lastUse = { at: at(2), service: 's3', region: 'us-east-1' };
    const seen = {
      now: at(32),
      before: 'deletion',
      status: { known: true, value: 'Inactive' },
      lastUse: { known: true, value: lastUse },
      callers: 'unknown',
      protectedBy: { known: true, value: undefined },
      changes: { known: true, value: [] },
      frozen: { known: true, value: false },
      opensAt: at(32),
      otherKeyDark: false,
      nextDayOpensAt: at(33),
      limitReached: undefined,
      config: {},
    } as const;
    expect(decide('openGate', r, seen)).toMatchObject({ answer: 'keep', record: [{ type: 'ScreamHeard' }] });
  });
});

test('a give-back of a key that is not there is recorded as failed, and as an absence', () => {
  expect(restored('done').map(({ type }) => type)).toEqual(['KeyRestored']);
  expect(restored('absent').map(({ type }) => type)).toEqual(['RestoreFailed', 'EvidenceGathered']);
});
