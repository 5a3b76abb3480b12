import * as z from 'zod';
import { verify } from '../adapters/ledger/chain';
import { approvalsOf } from '../core/approvals';
import { Refused, Unavailable } from '../core/errors';
import { fold } from '../core/evolve';
import { headOf, liveStatuses } from '../core/head';
import type { Head, Status } from '../core/head';
import { inEnglish } from '../core/notices/told';
import type { Control, Heads } from '../core/ports';
import { control, showControl } from './operator-control';
import type { ControlPorts } from './operator-control';
import { examineHub, examineMember, examineSlack } from './operator-doctor';
import type { DoctorPorts } from './operator-doctor';
import { enqueueBody, enqueueRows, resultOf } from './operator-enqueue';
import type { EnqueuePorts } from './operator-enqueue';
import { answered } from './operator-answers';
import type { AnswersPorts } from './operator-answers';
import { batchOf } from './batches';
import { bodyOf, checked, keyOf, reply } from './operator-request';
import type { OperatorEvent, OperatorReply } from './operator-request';
import type { StopAnswer, StopRequest } from './request-stop';

export interface OperatorPorts
  extends
    EnqueuePorts,
    AnswersPorts,
    Pick<DoctorPorts, 'doctor' | 'memberSetup' | 'hubAccount'>,
    Omit<ControlPorts, 'heads' | 'ledger'> {
  control: Control;
  heads: Pick<Heads, 'byStatus' | 'byOwner'>;
  requestStop: (request: StopRequest) => Promise<StopAnswer>;
}

/** The operator's way in: enqueue, list, show, stop; freeze, thaw, give everything back. API Gateway has checked the signature; whoever it names is the actor. */
export const operatorDoor =
  (ports: OperatorPorts) =>
  async (event: OperatorEvent): Promise<OperatorReply> => {
    const arn = event.requestContext.authorizer?.iam?.userArn;
    if (!arn)
      return reply(403, {
        error: 'Nobody signed this request. Wanted: AWS credentials. Sign it (SigV4, execute-api).',
      });
    try {
      return await answer(event, `operator ${arn}`, ports);
    } catch (error) {
      if (error instanceof Refused) return reply(400, { error: error.message });
      if (error instanceof Unavailable) return reply(503, { error: `${error.message} Try again.` });
      throw error;
    }
  };

function answer(event: OperatorEvent, actor: string, ports: OperatorPorts): Promise<OperatorReply> {
  switch (event.routeKey) {
    case 'POST /retirements':
      return enqueue(event, actor, ports);
    case 'GET /retirements':
      return list(event, ports);
    case 'GET /retirements/{keyId}':
      return show(event, ports);
    case 'POST /retirements/{keyId}/stop':
      return stop(event, actor, ports);
    case 'POST /retirements/{keyId}/dismiss':
      return answered('dismiss', event, actor, ports);
    case 'POST /retirements/{keyId}/approve':
      return answered('approve', event, actor, ports);
    case 'POST /retirements/{keyId}/snooze':
      return answered('snooze', event, actor, ports);
    case 'POST /retirements/{keyId}/owner':
      return answered('not mine', event, actor, ports);
    case 'POST /retirements/{keyId}/release':
      return answered('release', event, actor, ports);
    case 'POST /freeze':
      return control('freeze', event, actor, ports);
    case 'POST /thaw':
      return control('thaw', event, actor, ports);
    case 'POST /restore-all':
      return control('restore all', event, actor, ports);
    case 'GET /control':
      return showControl(ports);
    case 'GET /doctor':
      return examineHub(ports);
    case 'GET /doctor/members/{accountId}':
      return examineMember(event, ports);
    case 'GET /doctor/slack':
      return examineSlack(ports);
    default:
      return Promise.resolve(
        reply(404, {
          error: `There is nothing at ${event.routeKey}. Wanted: /retirements, /control or /doctor.`,
        }),
      );
  }
}

async function enqueue(event: OperatorEvent, actor: string, ports: OperatorPorts): Promise<OperatorReply> {
  const { rows, ...asked } = bodyOf(event, enqueueBody);
  const batch = await batchOf(asked, ports);
  const results = (await enqueueRows(rows, actor, ports, batch)).map(resultOf);
  return reply(200, { results, ...(batch && { batch }) });
}

const ended = ['kept', 'deleted', 'gone', 'left', 'failed'] as const satisfies readonly Status[];

const listQuery = z.object({
  status: z.enum([...liveStatuses, ...ended], `wanted is one of ${[...liveStatuses, ...ended].join(', ')}`).optional(),
  owner: z.string().optional(),
});

/** A Lambda answers with 6 MB at most; a HEAD row takes less than 1 KB. */
const MOST_HEADS = 5000;

async function list(event: OperatorEvent, { heads }: OperatorPorts): Promise<OperatorReply> {
  const { status, owner } = checked(listQuery, event.queryStringParameters ?? {});
  const retirements: Head[] = [];
  for await (const head of asked(heads, status, owner)) {
    if (retirements.length === MOST_HEADS) return reply(200, { retirements, more: true });
    retirements.push(head);
  }
  return reply(200, { retirements });
}

/** Live ones, where nothing else is asked for. */
async function* asked(heads: OperatorPorts['heads'], status?: Status, owner?: string): AsyncGenerator<Head> {
  if (owner !== undefined) {
    for await (const head of heads.byOwner(owner)) if (!status || head.status === status) yield head;
    return;
  }
  for (const each of status ? [status] : liveStatuses) yield* heads.byStatus(each);
}

async function show(event: OperatorEvent, { ledger, config }: OperatorPorts): Promise<OperatorReply> {
  const keyId = keyOf(event);
  const chain = await ledger.read(keyId);
  const retirement = fold(chain);
  if (!retirement) return reply(404, { error: `${keyId} was never enqueued. Wanted: a key that was. Look at list.` });
  const approvals = retirement.ritual.approvals && approvalsOf(retirement, config);
  return reply(200, {
    ...{ head: headOf(retirement), entries: chain.entries, verified: verify(chain) },
    ...(approvals && { approvals }),
  });
}

const stopBody = z.object({
  reason: z
    .string('wanted is why the key is needed')
    .trim()
    .min(1, 'wanted is why the key is needed')
    .max(1000, 'wanted are 1000 characters at most'),
});

const stopStatus = { stopped: 200, refused: 409, 'already ended': 409, 'not found': 404 } as const;

async function stop(event: OperatorEvent, actor: string, { requestStop }: OperatorPorts): Promise<OperatorReply> {
  const keyId = keyOf(event);
  const { reason } = bodyOf(event, stopBody);
  const { answer, said } = await requestStop({ keyId, actor, how: 'operator', words: reason });
  const text = inEnglish(said);
  const statusCode = stopStatus[answer];
  return reply(statusCode, { answer, text, ...(statusCode !== 200 && { error: text }) });
}
