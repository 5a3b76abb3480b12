import { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';
import type { Log, LogFacts } from '../core/ports';

/** One JSON object a line, as Powertools for AWS Lambda writes them; a `retirementId` is the correlation id. */
export interface StructuredLog extends Log {
  /** From here on the lines are of this invocation. */
  invoked(context: Context): void;
}

export function structuredLog(logger: Logger = new Logger({ serviceName: 'keysunset' })): StructuredLog {
  return {
    invoked: (context) => logger.addContext(context),
    info: (message, facts) => logger.info(message, correlated(facts)),
    error: (message, facts) => logger.error(message, correlated(facts)),
  };
}

/** The key that Powertools itself gives a correlation id. */
const correlated = ({ retirementId, ...facts }: LogFacts = {}): LogFacts => ({
  ...(retirementId !== undefined && { correlation_id: retirementId }),
  ...facts,
});
