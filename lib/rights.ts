import type { HandlerName } from '../lambda/app';

/** What one function may do and knows. All that is not here is forbidden to it. */
export interface Rights {
  /** DynamoDB actions on the ledger, without the prefix. No one may rewrite an entry: that is the condition of each put. */
  ledger: readonly ('GetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'Scan')[];
  /** Whether it may find retirements through the indexes. */
  indexes?: true;
  /** The roles it may assume in the member accounts. */
  assumes?: readonly ('inspect' | 'deactivate' | 'restore' | 'delete')[];
  /** The functions it may set going. */
  invokes?: readonly ('restore' | 'give-notice' | 'restore-all' | 'slack-views' | 'slack-enqueue' | 'slack-doctor')[];
  /** What it may do to executions. */
  executions?: readonly ('end holds' | 'start' | 'describe')[];
  secret?: 'token' | 'signing secret' | 'both';
}

/** Reads a chain, and appends to it. */
const append = ['Query', 'GetItem', 'PutItem'] as const;

export const rights = {
  'give-notice': { ledger: append, assumes: ['inspect'], secret: 'token' },
  'open-gate': { ledger: append, assumes: ['inspect'], invokes: ['give-notice'] },
  deactivate: { ledger: [...append, 'UpdateItem'], assumes: ['inspect', 'deactivate'], invokes: ['give-notice'] },
  hold: { ledger: append, executions: ['end holds'] },
  'check-in': { ledger: append, assumes: ['inspect'], invokes: ['give-notice'] },
  restore: { ledger: [...append, 'DeleteItem'], assumes: ['inspect', 'restore'], invokes: ['give-notice'] },
  'delete-key': { ledger: [...append, 'DeleteItem'], assumes: ['inspect', 'delete'], invokes: ['give-notice'] },
  'slack-door': {
    ledger: append,
    invokes: ['restore', 'give-notice', 'slack-views', 'slack-enqueue'],
    executions: ['end holds'],
    secret: 'signing secret',
  },
  'slack-views': { ledger: ['Query'], indexes: true, secret: 'token' },
  'slack-enqueue': { ledger: append, assumes: ['inspect'] },
  'slack-doctor': { ledger: [], secret: 'both' },
  'operator-door': {
    ledger: append,
    indexes: true,
    assumes: ['inspect'],
    invokes: ['restore', 'give-notice', 'restore-all', 'slack-doctor'],
    executions: ['end holds'],
  },
  watchdog: {
    ledger: [...append, 'Scan'],
    indexes: true,
    assumes: ['inspect'],
    invokes: ['restore', 'give-notice', 'restore-all'],
    executions: ['end holds', 'describe'],
  },
  'restore-all': { ledger: [...append, 'Scan'], indexes: true, invokes: ['restore', 'restore-all'] },
  dispatch: { ledger: append, indexes: true, executions: ['start'] },
  'hear-changes': { ledger: append, executions: ['end holds'] },
} as const satisfies Record<HandlerName, Rights>;

export type FunctionName = keyof typeof rights;
