import { Logger } from '@aws-lambda-powertools/logger';
import { structuredLog } from '../../lambda/adapters/log';
import type { Entry } from '../../lambda/core/entries';
import { story } from '../../rehearsal/cast';
import { rehearse } from '../../rehearsal/rehearse';

interface Line {
  message: string;
  correlation_id?: string;
  keyId?: string;
  seq?: number;
}

/** Powertools' own logger, whose lines are kept. */
class KeptLogger extends Logger {
  readonly lines: string[] = [];

  constructor() {
    super({ serviceName: 'keysunset' });
    const keep = (line: string): void => void this.lines.push(line);
    Object.assign(Reflect.get(this, 'console'), { info: keep, error: keep });
  }
}

/** What signs, wakes, opens or answers for whoever holds it. Each of them goes through the handlers in the story. */
const secrets = {
  'the token of the Slack app': /xox[a-z]-/,
  'the signing secret': /7265686561727361726368656172736c|v0=[0-9a-f]{64}/,
  'the secret of an access key': /a-secret-access-key/,
  'the token of a session': /a-session-token/,
  'the key of a session': /\bASIA[A-Z2-7]{16}\b/,
  'the external id': new RegExp(story.config.members.externalId),
  'the token of a task': /AQB8\./,
  'an address that answers in Slack': /hooks\.slack\.com/,
  'a signature of AWS': /AWS4-HMAC-SHA256|X-Amz-/i,
};

describe('what a full run logs', () => {
  const entries: Entry[] = [];
  const logger = new KeptLogger();
  const { lines } = logger;
  let told: Line[];
  beforeAll(async () => {
    const log = structuredLog(logger);
    await rehearse(story, { transport: 'http', log, onEntry: (entry) => void entries.push(entry) });
    told = lines.map((line) => JSON.parse(line) as Line);
  }, 600_000);

  test('names each entry of the ledger once, by the retirement it is of', () => {
    const written = entries.map(({ keyId, seq, type, retirementId }) => `${retirementId} ${keyId} ${seq} ${type}`);
    const logged = told
      .filter(({ seq }) => seq !== undefined)
      .map(({ correlation_id, keyId, seq, message }) => `${correlation_id} ${keyId} ${seq} ${message}`);
    expect(written.length).toBeGreaterThan(100);
    expect(logged).toEqual(expect.arrayContaining(written));
    expect(new Set(logged).size).toBe(logged.length);
  });

  test('finds every step of a retirement by its id', () => {
    const [first] = entries;
    const of = told
      .filter(({ correlation_id }) => correlation_id === first?.retirementId)
      .map(({ message }) => message);
    expect(of).toEqual(
      expect.arrayContaining(['Enqueued', 'give-notice answered', 'deactivate answered', 'restore answered']),
    );
  });

  test.each(Object.entries(secrets))('never names %s', (_, secret) => {
    expect(lines.filter((line) => secret.test(line))).toEqual([]);
  });
});
