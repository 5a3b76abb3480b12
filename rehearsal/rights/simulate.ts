import type { runSimulation, runUnsafeSimulation, Simulation, StatementExplain } from '@cloud-copilot/iam-simulate';
import type { PolicyDocument } from '../../lib/policies';

type NamedPolicy = { name: string; policy: PolicyDocument };

/** What IAM would be asked, with all the policies that have a say. */
export interface Question {
  /** The ARN of a role's session, or the name of a service. */
  principal: string;
  action: string;
  resource: string;
  /** Whose resource it is. */
  accountId: string;
  context: Record<string, string | string[]>;
  identity: readonly NamedPolicy[];
  resourcePolicy?: PolicyDocument | undefined;
  boundary?: NamedPolicy | undefined;
}

/** A statement that allows it, by what in it matches. */
export interface Match {
  /** The name of the policy; of a policy of the resource there is none. */
  policy?: string;
  action: string;
  /** Of an identity's policy. */
  resource?: string;
  /** Of a resource's policy. */
  principal?: string;
  statement: object;
}

export interface Answer {
  allowed: boolean;
  why: string;
  matches: Match[];
}

export type Simulate = (question: Question) => Promise<Answer>;

/**
 * Evaluates policies as IAM does. Its licence (AGPL) keeps it out of what we publish: it is there in a checkout, where the rehearsal is
 * judged by it, and nothing of ours is needed without it (docs/decisions/0015).
 */
export async function simulator(): Promise<Simulate | undefined> {
  const library: string = '@cloud-copilot/iam-simulate';
  const loaded = (await import(library).catch(() => undefined)) as Library | undefined;
  return (
    loaded &&
    ((question) => (answeringHolds.includes(question.action) ? unchecked(loaded, question) : checked(loaded, question)))
  );
}

interface Library {
  runSimulation: typeof runSimulation;
  runUnsafeSimulation: typeof runUnsafeSimulation;
}

async function checked({ runSimulation: run }: Library, question: Question): Promise<Answer> {
  const ran = await run(simulationOf(question), {});
  if (ran.resultType !== 'single') {
    const problems = ran.resultType === 'error' ? JSON.stringify(ran.errors) : 'a resource with a wildcard';
    throw new Error(`${question.action} on ${question.resource} cannot be judged: ${problems}.`);
  }
  const { analysis, ignoredContextKeys = [] } = ran.result;
  if (ignoredContextKeys.length > 0) {
    throw new Error(`${question.action} has no ${ignoredContextKeys.join(', ')}: what asks for it is never fulfilled.`);
  }
  const allowed = ran.overallResult === 'Allowed';
  return {
    allowed,
    why: allowed ? '' : whyNot(ran.overallResult, analysis.blockedBy),
    matches: [
      ...(analysis.identityAnalysis?.allowStatements ?? []).flatMap(({ policyId, explain, statement }) =>
        matchesOf(explain, statement.toJSON() as object, policyId),
      ),
      ...(analysis.resourceAnalysis?.allowStatements ?? []).flatMap(({ explain, statement }) =>
        matchesOf(explain, statement.toJSON() as object),
      ),
    ],
  };
}

/**
 * AWS's own list of actions, which the library holds each question against, has no resource for these two. IAM itself asks about the
 * ARN of the state machine (aws/aws-cdk#8486, and every AccessDenied that people report): they are evaluated without that list.
 */
const answeringHolds: readonly string[] = ['states:SendTaskSuccess', 'states:SendTaskFailure'];

async function unchecked({ runUnsafeSimulation: run }: Library, question: Question): Promise<Answer> {
  const result = run(simulationOf(question), {});
  if (result !== 'Allowed') return { allowed: false, why: whyNot(result), matches: [] };
  const { action } = question;
  const alone = question.identity.flatMap(({ name, policy: { Version, Statement } }) =>
    Statement.map((statement) => ({ name, statement, policy: { Version, Statement: [statement] } })),
  );
  const matching = alone.filter((one) => run(simulationOf({ ...question, identity: [one] }), {}) === 'Allowed');
  return {
    allowed: true,
    why: '',
    matches: matching.map(({ name: policy, statement }) => ({
      ...{ policy, action, resource: [statement.Resource].flat()[0] ?? '', statement },
    })),
  };
}

const simulationOf = ({ resource, accountId, context, identity, ...question }: Question): Simulation => ({
  request: {
    principal: question.principal,
    action: question.action,
    resource: { resource, accountId },
    contextVariables: context,
  },
  identityPolicies: [...identity],
  serviceControlPolicies: [],
  resourceControlPolicies: [],
  ...(question.resourcePolicy && { resourcePolicy: question.resourcePolicy }),
  ...(question.boundary && { permissionBoundaryPolicies: [question.boundary] }),
});

function matchesOf(explain: StatementExplain, statement: object, policy?: string): Match[] {
  const actions = [explain.actions ?? []].flat().filter(({ matches }) => matches);
  const resources = [explain.resources ?? []].flat().filter(({ matches }) => matches);
  const principals = [explain.principals ?? []].flat().filter(({ matches }) => matches !== 'NoMatch');
  return actions.flatMap(({ action }): Match[] =>
    policy === undefined
      ? principals.map(({ principal }) => ({ action, principal, statement }))
      : resources.map(({ resource }) => ({ policy, action, resource, statement })),
  );
}

function whyNot(
  result: 'ExplicitlyDenied' | 'ImplicitlyDenied' | 'Allowed',
  blockedBy: readonly string[] = [],
): string {
  if (blockedBy.includes('pb')) return 'the permissions boundary does not allow it';
  return result === 'ExplicitlyDenied' ? 'a policy denies it' : 'no policy allows it';
}
