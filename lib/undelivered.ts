import { Duration, Validations } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/**
 * Where events and asynchronous calls end that nobody could be given. Nothing reads it: the watchdog does all of it by itself
 * within minutes. It is there to see afterwards what was lost, and raises an alarm.
 */
export class Undelivered extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { key }: { key: Key }) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      queueName: 'keysunset-undelivered',
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      enforceSSL: true,
    });
    Validations.of(this.queue).acknowledge({
      id: 'Serverless-SQSRedrivePolicy',
      reason: 'It is the dead-letter queue itself, and nothing reads it.',
    });
  }
}
