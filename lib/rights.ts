import { ANNOUNCED, DARK, type tableShape } from '../lambda/adapters/ledger/shape';
import type { HandlerName } from '../lambda/app';

/** What one function may do and knows. All that is not here is forbidden to it. */
export interface Rights {
  /** DynamoDB actions on the ledger, without the prefix. No one may rewrite an entry: that is the condition of each put. */
  ledger: readonly ('GetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'Scan')[];
  /** The partitions of which it may remove rows: none has a chain. */
  removes?: typeof ANNOUNCED | `${typeof DARK}*`;
  /** The indexes by which it may find retirements. */
  indexes?: readonly (typeof tableShape.indexes)[number]['name'][];
  /** The roles it may assume in the member accounts. */
  assumes?: readonly ('inspect' | 'deactivate' | 'restore' | 'delete')[];
  /** The functions it may set going. */
  invokes?: readonly ('restore' | 'give-notice' | 'restore-all' | 'slack-views' | 'slack-enqueue' | 'slack-doctor')[];
  /** What it may do to executions: to end holds is to stop what waits, or to have it looked at anew; some only stop. */
  executions?: readonly ('end holds' | 'stop holds' | 'start' | 'describe')[];
  secret?: 'token' | 'signing secret' | 'both';
}

/** Reads a chain, and appends to it: an answer that was lost is looked for by the row itself. */
const append = ['Query', 'GetItem', 'PutItem'] as const;

export const rights = {
  'give-notice': { ledger: append, assumes: ['inspect'], secret: 'token' },
  'open-gate': { ledger: append, assumes: ['inspect'], invokes: ['give-notice'] },
  deactivate: { ledger: [...append, 'UpdateItem'], assumes: ['inspect', 'deactivate'], invokes: ['give-notice'] },
  hold: { ledger: ['Query', 'PutItem'], executions: ['end holds'] },
  'check-in': { ledger: append, assumes: ['inspect'], invokes: ['give-notice'] },
  restore: { ledger: append, removes: `${DARK}*`, assumes: ['inspect', 'restore'], invokes: ['give-notice'] },
  'delete-key': { ledger: append, removes: `${DARK}*`, assumes: ['inspect', 'delete'], invokes: ['give-notice'] },
  'slack-door': {
    ledger: append,
    invokes: ['restore', 'give-notice', 'slack-views', 'slack-enqueue'],
    executions: ['end holds'],
    secret: 'signing secret',
  },
  'slack-views': { ledger: ['Query'], indexes: ['byStatus'], secret: 'token' },
  'slack-enqueue': { ledger: append, assumes: ['inspect'] },
  'slack-doctor': { ledger: [], secret: 'both' },
  'operator-door': {
    ledger: append,
    indexes: ['byStatus', 'byOwner'],
    assumes: ['inspect'],
    invokes: ['restore', 'give-notice', 'restore-all', 'slack-doctor'],
    executions: ['end holds'],
  },
  watchdog: {
    ledger: [...append, 'Scan'],
    removes: ANNOUNCED,
    indexes: ['byStatus', 'byWatch'],
    assumes: ['inspect'],
    invokes: ['restore', 'give-notice', 'restore-all'],
    executions: ['end holds', 'describe'],
  },
  'restore-all': { ledger: [...append, 'Scan'], indexes: ['byStatus'], invokes: ['restore', 'restore-all'] },
  dispatch: { ledger: append, indexes: ['byStatus'], executions: ['start'] },
  'hear-changes': { ledger: append, executions: ['stop holds'] },
} as const satisfies Record<HandlerName, Rights>;

export type FunctionName = keyof typeof rights;
