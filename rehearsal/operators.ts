import type { OperatorEvent, OperatorReply } from '../lambda/doors/operator-request';
import type { Cloud } from './cloud';

/** Who types the commands, unless it is somebody else. */
const kenji = operatorCalled('kenji.sato');

/** Asks the operator door, as API Gateway hands a signed request on. */
export const askTheDoor = (
  { run }: Pick<Cloud, 'run'>,
  request: Omit<OperatorEvent, 'requestContext'>,
  userArn = kenji,
): Promise<OperatorReply> => run('operator-door', { ...request, requestContext: { authorizer: { iam: { userArn } } } });

/** The ARN of somebody who has assumed the operators' role. */
export function operatorCalled(name: string): string {
  return `arn:aws:sts::610258347912:assumed-role/sre/${name}`;
}
