import { idOf, permissionsOf } from '../../../lib/permissions';
import { lineOf } from '../../../lib/rights-page';
import { reasonOf, unusedRights } from '../../../lib/unused-rights';
import { generatedStacks, installedJudge } from '../../../rehearsal/rights/judge';
import type { Judge } from '../../../rehearsal/rights/judge';
import { plays } from './plays';

let judge: Judge;
beforeAll(async () => {
  const installed = await installedJudge();
  if (!installed) throw new Error('@cloud-copilot/iam-simulate is not installed. Run npm ci.');
  judge = installed;
});

test.each(Object.entries(plays))(
  '%s: each call is allowed to whoever makes it',
  async (_, play) => {
    const before = judge.judged();
    await play(judge);
    expect(judge.judged()).toBeGreaterThan(before);
    expect(judge.refused).toEqual([]);
  },
  600_000,
);

// The last, and of this file alone: it looks at what all plays before it have used.
test('each right was used, or there is a reason why not; and no reason is given for what was used', () => {
  const given = permissionsOf(generatedStacks);
  const used = new Set(judge.used().map(idOf));
  const [lines, withReason] = [
    given.filter((one) => !used.has(idOf(one))),
    given.filter((one) => reasonOf(lineOf(one))),
  ];
  expect(lines.map(lineOf)).toEqual(withReason.map(lineOf));
  expect([...used].filter((id) => !given.some((one) => idOf(one) === id))).toEqual([]);
});

test('each reason is of some right', () => {
  const lines = permissionsOf(generatedStacks).map(lineOf);
  expect(unusedRights.filter(({ which }) => !lines.some((line) => which.test(line)))).toEqual([]);
});
