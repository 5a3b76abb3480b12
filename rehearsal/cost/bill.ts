import type { HandlerName } from '../../lambda/app';
import { endings, screams } from '../../lambda/core/counts';
import { metrics, shown } from '../../lambda/core/metrics';
import { seconds } from '../../lambda/core/time';
import { SWEEP_EVERY } from '../../lambda/watchdog/serve';
import { prices } from './prices';
import type { Priced } from './prices';
import { EMPTY_SWEEP, LOOK_INTO_ACCOUNT } from './sweeps';
import type { Usage } from './usage';

/** A line of what is paid. */
export interface Line {
  what: string;
  of: Priced;
  many: number;
  dollars: number;
}

/** What the stack has, whether keys are retired or not. */
export interface Standing {
  /** Resources by their type in CloudFormation. */
  many: (type: string) => number;
  /** Megabytes of each function. */
  memory: (name: HandlerName) => number;
}

/** Milliseconds that an invocation takes beside its calls: its own work and, as hours lie between two of one key, a cold start. */
const OWN = 500;
/** Read units of a sweep without a live key (a query for each status, what is announced, and CONTROL twice), and of a HEAD in its list. */
const [LISTS, HEAD] = [5.5, 0.125];
const MONTH = 30 * seconds.day;

const line = (what: string, of: Priced, many: number): Line => ({ what, of, many, dollars: many * prices[of].each });
const gigabyteSeconds = (milliseconds: number, megabytes: number): number => (milliseconds / 1000) * (megabytes / 1024);

/** What one key adds, from its first entry to its last. */
export function marginOf(usage: Usage, { memory }: Pick<Standing, 'memory'>): Line[] {
  const functions = [...usage.invocations];
  const work = functions.reduce(
    (sum, [name, { many, milliseconds }]) => sum + gigabyteSeconds(milliseconds + many * OWN, memory(name)),
    0,
  );
  const { sweeps } = usage;
  return [
    line('state transitions', 'transition', usage.transitions),
    line(
      'invocations of the steps',
      'invocation',
      functions.reduce((sum, [, { many }]) => sum + many, 0),
    ),
    line('what they take', 'gigabyteSecond', work),
    line('reads of the ledger', 'readUnit', usage.requestUnits.read),
    line('writes of the ledger and its indexes', 'writeUnit', usage.requestUnits.write),
    line('sweeps: reads of the chain and of HEAD', 'readUnit', sweeps.readUnits + sweeps.hours * HEAD),
    line('sweeps: writes', 'writeUnit', sweeps.writeUnits),
    line('sweeps: what they take', 'gigabyteSecond', gigabyteSeconds(sweeps.milliseconds, memory('watchdog'))),
    line('logs', 'loggedByte', usage.logged),
    line('a year of the ledger', 'storedMonth', usage.ledger * 12),
  ];
}

/** What a month costs in which no key is retired, with one member account. */
export function monthlyOf({ many, memory }: Standing): Line[] {
  const sweeps = MONTH / SWEEP_EVERY;
  const dispatches = MONTH / (15 * seconds.minute);
  const metricsOfOurs = Object.keys(metrics).length + Object.keys(shown).length + screams.length + endings.length;
  return [
    line('encryption keys', 'encryptionKey', many('AWS::KMS::Key')),
    line('secrets', 'secret', many('AWS::SecretsManager::Secret')),
    line('alarms', 'alarm', many('AWS::CloudWatch::Alarm')),
    line('metrics of our own', 'metric', metricsOfOurs),
    line('dashboard', 'dashboard', many('AWS::CloudWatch::Dashboard')),
    line('sweeps and dispatches', 'invocation', sweeps + dispatches),
    line(
      'what they take',
      'gigabyteSecond',
      gigabyteSeconds(sweeps * (EMPTY_SWEEP + OWN), memory('watchdog')) +
        gigabyteSeconds(dispatches * (EMPTY_SWEEP + OWN), memory('dispatch')),
    ),
    accountLine(memory),
    line('their reads', 'readUnit', (sweeps + dispatches) * LISTS),
  ];
}

/** What each member account adds to a month: sweeps look into its CloudTrail. */
export const accountLine = (memory: Standing['memory']): Line =>
  line(
    'looking into the CloudTrail of one account',
    'gigabyteSecond',
    gigabyteSeconds((MONTH / SWEEP_EVERY) * LOOK_INTO_ACCOUNT, memory('watchdog')),
  );

export const totalOf = (lines: readonly Line[]): number => lines.reduce((sum, { dollars }) => sum + dollars, 0);
