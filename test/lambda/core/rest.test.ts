import { fold } from '../../../lambda/core/evolve';
import { leftAlone, restingAt, whyLeftAlone } from '../../../lambda/core/rest';
import type { Fact } from '../../../lambda/core/entries';
import {
  at,
  chainOf,
  change,
  enqueued,
  given,
  inNotice,
  inStage1,
  subject,
  useDismissed,
  useQuestioned,
} from './chains';
import type { Written } from './chains';

const stop = (how: 'button' | 'reply' | 'operator' | 'protected', words?: string): Fact => ({
  type: 'StopRequested',
  detail: { how, ...(words && { words }) },
});
const maria = { actor: 'slack:U1 Maria Keller' };
const kept: Fact = { type: 'RetirementKept', detail: { because: 'test' } };
const heldUp: Fact = {
  type: 'GateHeld',
  detail: { before: 'deletion', because: 'the deletion was held up past its latest date', until: at(2), keeps: true },
};
const usedNow: Fact = {
  type: 'ScreamHeard',
  detail: { sign: 'use', lastUse: { at: at(1), service: 's3', region: 'us-east-1' }, callers: 'unknown' },
};
const reactivated = (known: boolean): Fact => {
  const seen = change(at(1), 'Active').detail as { change: { by: string } };
  return { type: 'ScreamHeard', detail: { sign: 're-activated', ...(known && { change: seen.change }) } } as Fact;
};
const withDays = (restDays: number): Written => {
  const fact = enqueued();
  return [at(0), { ...fact, detail: { ...fact.detail, restDays } } as Fact];
};

describe('a key is left alone for 180 days', () => {
  test.each<[string, Written, object]>([
    [
      'after a stop',
      [at(1), stop('reply', 'the release needs it'), maria],
      { sign: 'stop', by: maria.actor, words: 'the release needs it' },
    ],
    ['after an operator’s stop', [at(1), stop('operator')], { sign: 'stop', by: 'test' }],
    ['after its user was protected', [at(1), stop('protected')], { sign: 'protected' }],
    ['after its use was seen', [at(1), usedNow], { sign: 'use' }],
    ['after a use of which nobody said that it does not count', [at(1), useQuestioned], { sign: 'use' }],
    [
      'after somebody re-activated it',
      [at(1), reactivated(true)],
      { sign: 're-activated', by: 'arn:aws:iam::408173952614:user/ci' },
    ],
    ['after somebody re-activated it, nobody knows who', [at(1), reactivated(false)], { sign: 're-activated' }],
    [
      'after a stop that came too late for the deletion, where that did not go through',
      [at(1), { type: 'StopRefused', detail: { how: 'button', because: 'the deletion has begun' } }, maria],
      { sign: 'stop', by: maria.actor },
    ],
  ])('%s', (_, sign, rest) => {
    const r = given(...inNotice, sign, [at(2), heldUp], [at(2), kept]);
    expect(leftAlone(r)).toEqual({ ...rest, since: at(1), until: at(181) });
    expect([restingAt(r, at(180, 23, 59)), restingAt(r, at(181))]).toEqual([leftAlone(r), undefined]);
  });

  test('after a stop that came when it was being given back for another reason', () => {
    const r = given(...inNotice, [at(1), heldUp], [at(1, 1), stop('button'), maria], [at(2), kept]);
    expect(leftAlone(r)).toMatchObject({ sign: 'stop', by: maria.actor, since: at(1, 1) });
  });
});

describe('a key is not left alone', () => {
  test.each<[string, Written[]]>([
    ['that only Keysunset could not finish', [...inStage1, [at(1, 1), heldUp], [at(2), kept]]],
    [
      'that Keysunset failed with',
      [...inStage1, [at(2), { type: 'RetirementFailed', detail: { error: 'TypeError', cause: 'x' } }]],
    ],
    [
      'that an operator took back before anybody was told',
      [
        [at(0), enqueued()],
        [at(0, 1), stop('operator')],
      ],
    ],
    [
      'whose use does not count, as somebody said',
      [...inNotice, [at(1), useQuestioned], [at(1, 1), useDismissed], [at(2), kept]],
    ],
    ['where the configuration wants none', [withDays(0), ...inNotice.slice(1), [at(1), stop('button')], [at(2), kept]]],
  ])('%s', (_, facts) => expect(leftAlone(given(...facts))).toBeUndefined());
});

test('for how long stands in the ledger since the key was enqueued', () => {
  const r = given(withDays(30), ...inNotice.slice(1), [at(1), stop('button')]);
  expect(leftAlone(r)?.until).toBe(at(31));
});

describe('in a later retirement of the key', () => {
  const second: Written = [at(3), enqueued(), { retirementId: 'r-2' }];
  const first: Written[] = [...inNotice, [at(1), stop('button'), maria], [at(2), kept], second];

  test('the rest of the one before stands, whatever the later one ended by', () => {
    const failed: Written = [at(4), { type: 'RetirementFailed', detail: { error: 'x', cause: 'y' } }];
    expect(leftAlone(given(...first, failed))).toMatchObject({ by: maria.actor, until: at(181) });
  });
  test('a later stop begins a later rest', () => {
    expect(leftAlone(given(...first, [at(5), stop('button')]))).toMatchObject({ by: 'test', until: at(185) });
  });
  test('that was enqueued although it rests, what was passed over is remembered', () => {
    const passedOver = { sign: 'stop', by: maria.actor, since: at(1), until: at(181) } as const;
    const { detail } = enqueued() as Extract<Fact, { type: 'Enqueued' }>;
    const again: Fact = { type: 'Enqueued', detail: { ...detail, again: passedOver } };
    expect(given(...first.slice(0, -1), [at(3), again, { retirementId: 'r-2' }]).again).toEqual(passedOver);
    expect(given(...first)).not.toHaveProperty('again');
  });
  test('an earlier rest that is longer stands', () => {
    const shorter: Written = [at(3), withDays(10)[1], { retirementId: 'r-2' }];
    expect(leftAlone(given(...first.slice(0, -1), shorter, [at(5), stop('button')]))).toMatchObject({ until: at(181) });
  });
  test('of two that end at the same moment the later sign is told', () => {
    const second: Written = [at(3), withDays(176)[1], { retirementId: 'r-2' }];
    const r = given(...first.slice(0, -1), second, [at(5), stop('button')]);
    expect(leftAlone(r)).toMatchObject({ since: at(5), by: 'test', until: at(181) });
  });
});

test('a key that was never enqueued rests in nothing', () => {
  expect(restingAt(fold({ keyId: subject.keyId, entries: [] }), at(0))).toBeUndefined();
  expect(fold(chainOf())).toBeUndefined();
});

test.each([
  [
    { sign: 'stop', by: 'slack:U1 Maria Keller', words: '使ってます' },
    'Maria Keller stopped it on 2026-03-04: “使ってます”',
  ],
  [{ sign: 'stop', by: 'operator arn:aws:sts::1:assumed-role/Sre/kenji' }, 'kenji stopped it on 2026-03-04'],
  [{ sign: 'stop', by: 'operator kenji' }, 'kenji stopped it on 2026-03-04'],
  [{ sign: 'stop', by: 'Ana of slack:U1 operator x' }, 'Ana of slack:U1 operator x stopped it on 2026-03-04'],
  [{ sign: 'protected' }, 'it was protected on 2026-03-04'],
  [{ sign: 'use' }, 'its use was seen on 2026-03-04'],
  [{ sign: 're-activated' }, 'somebody switched it back on, which was seen on 2026-03-04'],
] as const)('%j is told in words', (rest, words) => {
  expect(whyLeftAlone({ ...rest, since: at(1) })).toBe(words);
});
