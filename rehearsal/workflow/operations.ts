import * as z from 'zod';
import { secondsBetween, toInstant } from '../../lambda/core/time';
import type { Instant } from '../../lambda/core/time';
import type { Engine } from './engine';
import { WorkflowRefused } from './errors';
import type { Execution } from './execution';
import type { HistoryEvent } from './history';

type Operation = (engine: Engine, input: unknown) => object;

/** What the server can do, by the names of the API. */
export const operations: Record<string, Operation> = {
  CreateStateMachine(engine, input) {
    const request = z.object({ name: z.string(), definition: z.string() }).parse(input);
    const { stateMachineArn, createdAt } = engine.createStateMachine(request);
    return { stateMachineArn, creationDate: epoch(createdAt) };
  },

  StartExecution(engine, input) {
    const { executionArn, startedAt } = engine.start(startRequest.parse(input));
    return { executionArn, startDate: epoch(startedAt) };
  },

  StopExecution(engine, input) {
    const { stoppedAt } = engine.stop(stopRequest.parse(input));
    return { stopDate: stoppedAt && epoch(stoppedAt) };
  },

  RedriveExecution(engine, input) {
    const { redrivenAt } = engine.redrive(z.object({ executionArn: z.string() }).parse(input));
    return { redriveDate: redrivenAt && epoch(redrivenAt) };
  },

  SendTaskSuccess(engine, input) {
    engine.sendTaskSuccess(z.object({ taskToken: z.string(), output: z.string() }).parse(input));
    return {};
  },

  SendTaskFailure(engine, input) {
    engine.sendTaskFailure(failureRequest.parse(input));
    return {};
  },

  DescribeExecution(engine, input) {
    const execution = engine.describe(z.object({ executionArn: z.string() }).parse(input).executionArn);
    const { input: given, output, error, cause } = execution;
    return { ...summary(execution), input: given, output, error, cause };
  },

  GetExecutionHistory(engine, input) {
    const { executionArn, reverseOrder, ...paging } = historyRequest.parse(input);
    const events = [...engine.describe(executionArn).history.events];
    const { items, nextToken } = page(reverseOrder ? events.reverse() : events, paging);
    return { events: items.map(eventOnTheWire), nextToken };
  },

  ListExecutions(engine, input) {
    const { stateMachineArn, statusFilter, ...paging } = listRequest.parse(input);
    const { items, nextToken } = page(engine.list({ stateMachineArn, status: statusFilter }), paging);
    return { executions: items.map(summary), nextToken };
  },
};

const startRequest = z.object({
  stateMachineArn: z.string(),
  name: z.string().optional(),
  input: z.string().optional(),
});
const stopRequest = z.object({
  executionArn: z.string(),
  error: z.string().max(256).optional(),
  cause: z.string().max(32_768).optional(),
});
const failureRequest = z.object({
  taskToken: z.string(),
  error: z.string().max(256).optional(),
  cause: z.string().max(32_768).optional(),
});
const paged = { maxResults: z.number().int().min(0).max(1000).optional(), nextToken: z.string().optional() };
const historyRequest = z.object({ executionArn: z.string(), reverseOrder: z.boolean().optional(), ...paged });
const listRequest = z.object({ stateMachineArn: z.string(), statusFilter: z.string().optional(), ...paged });

interface Paging {
  maxResults?: number | undefined;
  nextToken?: string | undefined;
}

/** A page of 100 unless asked otherwise; the token says where the next begins. */
function page<T>(all: readonly T[], { maxResults, nextToken }: Paging): { items: T[]; nextToken?: string } {
  const from = nextToken === undefined ? 0 : Number(/^from-(\d+)$/.exec(nextToken)?.[1]);
  if (Number.isNaN(from)) throw new WorkflowRefused('InvalidToken', `Invalid Token: '${nextToken}'`);
  const to = from + (maxResults || 100);
  return { items: all.slice(from, to), ...(to < all.length && { nextToken: `from-${to}` }) };
}

const summary = ({ executionArn, machine, name, status, startedAt, stoppedAt }: Execution) => ({
  executionArn,
  stateMachineArn: machine.stateMachineArn,
  name,
  status,
  startDate: epoch(startedAt),
  stopDate: stoppedAt && epoch(stoppedAt),
});

/** `TaskScheduled` has its details in `taskScheduledEventDetails`; states entered and exited share theirs. */
function eventOnTheWire({ id, previousEventId, at, type, details }: HistoryEvent): object {
  const shared = /State(Entered|Exited)$/.exec(type)?.[1];
  const kind = shared ? `state${shared}` : `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
  const written = Object.entries(details).map(([name, value]) => [
    name,
    asText.has(name) ? JSON.stringify(value) : value,
  ]);
  return {
    timestamp: epoch(at),
    type,
    id,
    previousEventId,
    [`${kind}EventDetails`]: Object.fromEntries(written) as object,
  };
}

/** Fields of events that hold JSON as text. */
const asText = new Set(['input', 'output', 'parameters']);

/** JSON 1.0 writes times in seconds since 1970. */
const epoch = (instant: Instant): number => secondsBetween(toInstant(0), instant);
