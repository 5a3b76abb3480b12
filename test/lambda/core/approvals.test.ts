import { approvalsMissing, approvalsOf, asksApproval, mayApprove } from '../../../lambda/core/approvals';
import type { As, Fact } from '../../../lambda/core/entries';
import { inEnglish } from '../../../lambda/core/notices/told';
import type { Approvals } from '../../../lambda/core/ritual';
import {
  at,
  enqueued,
  given,
  inLastOutage,
  inNotice,
  inStage1,
  keyRestored,
  oneStage,
  outageStarted,
  restoreStarted,
} from './chains';
import type { Written } from './chains';

const kenji = 'operator arn:aws:sts::111122223333:assumed-role/sre/kenji';
const sora = 'operator arn:aws:sts::111122223333:assumed-role/sre/sora';
const maria = 'slack:U1 maria.keller';
const config = { operators: [{ slackUserId: 'U9', name: 'kenji' }] };
const approved = (by: string, as: As): Fact => ({ type: 'ApprovalGiven', detail: { by, as } });
const wanting = (approvals: Approvals): Written[] => [
  [at(0), enqueued({ ritual: { ...oneStage, approvals } }), { actor: 'operator arn:aws:iam::111122223333:user/rin' }],
  ...inLastOutage.slice(1),
];

describe('what the deletion needs', () => {
  test.each<[string, Approvals, Written[], string[]]>([
    ['nobody’s word', {}, [], []],
    ['the owner’s', { owner: true }, [], ['the owner']],
    ['two operators’', { operators: 2 }, [], ['2 operators']],
    ['all of them', { owner: true, operators: 1 }, [], ['the owner', 'one operator']],
    ['no more once it is given', { owner: true }, [[at(30), approved(maria, 'owner')]], []],
    [
      'an operator’s still, where one gave theirs as the owner',
      { owner: true, operators: 1 },
      [[at(30), approved(kenji, 'owner')]],
      ['one operator'],
    ],
    ['one operator more', { operators: 2 }, [[at(30), approved(kenji, 'operator')]], ['one operator']],
    [
      'one operator more where one spoke twice, by both ways in',
      { operators: 2 },
      [
        [at(30), approved(kenji, 'operator')],
        [at(30), approved('slack:U9 k', 'operator')],
      ],
      ['one operator'],
    ],
    [
      'no more once two different ones spoke',
      { operators: 2 },
      [
        [at(30), approved(kenji, 'operator')],
        [at(30), approved(sora, 'operator')],
      ],
      [],
    ],
  ])('%s', (_, approvals, facts, missing) => {
    expect(approvalsMissing(given(...wanting(approvals), ...facts), config)).toEqual(missing);
  });

  test('is asked for anew where the last outage is repeated', () => {
    const again: Written[] = [
      [at(30), approved(maria, 'owner')],
      [at(31), restoreStarted('the outage is over')],
      [at(31), keyRestored],
      [at(32), outageStarted(1, at(32), at(63), at(70))],
    ];
    expect(approvalsMissing(given(...wanting({ owner: true }), ...again), config)).toEqual(['the owner']);
  });

  test('is not asked of a key that is on', () => {
    const on = given([at(0), enqueued({ ritual: { ...oneStage, approvals: { owner: true } } })], ...inNotice.slice(1));
    expect(asksApproval(on, config)).toBe(false);
    expect(approvalsOf(on, config)).toEqual({ owner: { needed: true }, operators: { needed: 0, by: [] } });
    expect(asksApproval(given(...wanting({ owner: true })), config)).toBe(true);
    expect(asksApproval(given(...wanting({})), config)).toBe(false);
  });
});

describe('a word', () => {
  const r = given(...wanting({ owner: true, operators: 2 }));
  test('of the owner counts as the owner’s', () => {
    expect(mayApprove(r, maria, ['owner'], config)).toEqual({ ok: true, as: 'owner' });
  });
  test('of an operator who is the owner as well counts as the owner’s first, then no more', () => {
    const once = given(...wanting({ owner: true, operators: 2 }), [at(30), approved(maria, 'owner')]);
    expect(mayApprove(r, maria, ['owner', 'operator'], config)).toEqual({ ok: true, as: 'owner' });
    expect(mayApprove(once, maria, ['owner', 'operator'], config)).toMatchObject({ ok: false });
  });
  test('of an operator counts as an operator’s', () => {
    expect(mayApprove(r, kenji, ['operator'], config)).toEqual({ ok: true, as: 'operator' });
  });

  const early = [...wanting({ owner: true }).slice(0, 4)];
  const givenBack: Written[] = [[at(30), restoreStarted('somebody needs it')]];
  const enough: Written[] = [[at(30), approved(kenji, 'operator')]];
  test.each<[string, Written[], string, As[], string]>([
    ['that nobody asked for', inLastOutage, maria, ['owner'], 'asks for no approval'],
    ['before the last outage', early, maria, ['owner'], 'not off for the last time yet'],
    [
      'once the key is given back',
      [...wanting({ owner: true }), ...givenBack],
      maria,
      ['owner'],
      'not off for the last time',
    ],
    [
      'in an outage before the last',
      [
        [
          at(0),
          enqueued({
            ritual: {
              ...oneStage,
              approvals: { owner: true },
              stages: [{ outage: 'PT10M', soak: 'P3D' }, { outage: 'P1D' }],
            },
          }),
        ],
        ...inStage1.slice(1),
      ],
      maria,
      ['owner'],
      'not off for the last time yet',
    ],
    [
      'of whoever enqueued it',
      wanting({ operators: 1 }),
      'operator arn:aws:sts::1:assumed-role/x/Rin',
      ['operator'],
      'You asked for',
    ],
    ['of nobody in particular', wanting({ owner: true }), 'slack:U5 x', [], 'Wanted: the word of the owner'],
    ['given twice', [...wanting({ operators: 2 }), ...enough], 'slack:U9 k', ['operator'], 'in the ledger already'],
    [
      'of an operator too many',
      [...wanting({ owner: true, operators: 1 }), ...enough],
      sora,
      ['operator'],
      'Wanted: the owner.',
    ],
    ['of the owner where operators are asked', wanting({ operators: 1 }), maria, ['owner'], 'Wanted: one operator.'],
  ])('%s does not count', (_, facts, by, capacities, why) => {
    const may = mayApprove(given(...facts), by, capacities, config);
    expect(may.ok ? undefined : inEnglish(may.said)).toContain(why);
  });
});
