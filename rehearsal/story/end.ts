import type { Terminal } from '../../cli/terminal';
import { tableOf } from '../../cli/table';
import type { Config } from '../../lambda/core/config';
import { secondsBetween } from '../../lambda/core/time';
import type { Ended, Rehearsal } from '../rehearse';

/** Prints how it ended: each key, or how many of each, and whether all was as it had to be. */
export function endOf(result: Rehearsal, terminal: Terminal, { accounts }: Pick<Config, 'accounts'>): void {
  const { out, colours } = terminal;
  const { keys, invariants, entries, rights } = result;
  const refused = [...new Set(rights?.refused)];
  const wrong = keys.filter(({ expected }) => !expected);
  const nameOf = (id: string): string => accounts.find((account) => account.id === id)?.name ?? id;
  out('');
  out(keys.length <= 20 ? eachKey(keys, nameOf, terminal) : eachOutcome(keys));
  out('');
  const { violated } = invariants;
  const tick = (ok: boolean, text: string): string => (ok ? `${colours.green('✓')} ${text}` : colours.red(`▲ ${text}`));
  out(
    [
      tick(
        wrong.length === 0,
        wrong.length === 0 ? `all ${count(keys.length)} as expected` : `${wrong.length} not as expected`,
      ),
      tick(violated.length === 0, violated.length === 0 ? 'I1 to I10 hold' : `${violated.length} violations`),
      tick(!violated.some(({ invariant }) => invariant === 'I7'), `${count(entries)} ledger entries, chain verified`),
      ...(rights ? [tick(refused.length === 0, allowed(rights.judged, refused.length))] : []),
    ].join('   '),
  );
  for (const { key, userName, outcome, because } of wrong.slice(0, 20)) {
    out(colours.red(`  ${key} ${userName}: ${outcome}, ${because}`));
  }
  for (const { invariant, keyId, what } of violated.slice(0, 20)) out(colours.red(`  ${invariant}  ${keyId}: ${what}`));
  for (const call of refused.slice(0, 20)) out(colours.red(`  ${call}`));
  out(colours.dim(summary(result)));
}

const allowed = (judged: number, refused: number): string =>
  refused > 0 ? `${refused} calls refused` : `${count(judged)} calls within their rights`;

function eachKey(keys: readonly Ended[], nameOf: (id: string) => string, { colours }: Terminal): string {
  const paint = (outcome: Ended['outcome']) =>
    outcome === 'kept' ? colours.green : outcome === 'failed' || outcome === 'refused' ? colours.red : colours.dim;
  return tableOf(
    ['KEY', 'USER', 'ACCOUNT', 'OUTCOME', 'NOW', 'BECAUSE'],
    keys.map(({ key, userName, accountId, outcome, status, because }) => [
      ...[key, userName, nameOf(accountId)],
      { text: outcome, colour: paint(outcome) },
      status,
      inShort(because),
    ]),
  );
}

function eachOutcome(keys: readonly Ended[]): string {
  const counted = new Map<string, number>();
  for (const { outcome, status, because } of keys) {
    const name = JSON.stringify([outcome, status, inShort(because)]);
    counted.set(name, (counted.get(name) ?? 0) + 1);
  }
  const rows = [...counted].sort(([, a], [, b]) => b - a);
  return tableOf(
    ['KEYS', 'OUTCOME', 'NOW', 'BECAUSE'],
    rows.map(([name, n]) => [count(n), ...(JSON.parse(name) as string[])]),
  );
}

/** A refusal at the door names its key and says what to do; in a table it is one word, the same for all. */
const inShort = (because: string): string => (/^\S+ is protected: /.test(because) ? 'protected' : because);

function summary({ virtualFrom, virtualTo, wallMs, calls, transitions }: Rehearsal): string {
  const days = Math.round(secondsBetween(virtualFrom, virtualTo) / 86_400);
  const of = (service: string): number => Object.values(calls[service] ?? {}).reduce((sum, n) => sum + n, 0);
  const services = { IAM: 'iam', STS: 'sts', CloudTrail: 'cloudtrail', DynamoDB: 'dynamodb', Slack: 'slack' };
  const told = Object.entries(services)
    .filter(([, service]) => of(service) > 0)
    .map(([name, service]) => `${count(of(service))} ${name}`);
  return [
    `${days} virtual days in ${(wallMs / 1000).toFixed(1)} s · ${count(transitions)} state transitions`,
    `${told.join(', ')} calls`,
  ].join('\n');
}

const count = (n: number): string => n.toLocaleString('en');
