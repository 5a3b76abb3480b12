import { idOf, ofResource, ofRole } from '../../lib/permissions';
import type { Permission, Stacks } from '../../lib/permissions';
import type { AccountPolicies, PolicyDocument, RolePolicies, Statement } from '../../lib/policies';
import generated from '../generated/policies.json';
import { simulator } from './simulate';
import type { Answer, Simulate } from './simulate';

/** One call, as it comes before whoever has to allow it. */
export interface Asked {
  /** The ARN of a role's session, or the name of a service. */
  by: string;
  action: string;
  resource: string;
  /** Whose resource it is. */
  accountId: string;
  context?: Record<string, string | string[]>;
}

export interface Refusal extends Asked {
  why: string;
}

/** Judges each call by the policies of the stacks. */
export interface Judge {
  /** What is refused, and why; undefined where it is allowed. */
  refusal(asked: Asked): Promise<Refusal | undefined>;
  /** How many calls were judged. */
  judged(): number;
  /** All that was refused, in order. */
  refused: readonly Refusal[];
  /** The permissions without which something would have been refused. */
  used(): Permission[];
}

export interface JudgeOptions {
  stacks?: Stacks;
  /** What bounds the roles, by ARN, where the stacks name a permissions boundary. */
  boundaries?: Readonly<Record<string, PolicyDocument>>;
}

/** Undefined where the library is not installed that evaluates policies: then nothing is judged. */
export async function installedJudge(options: JudgeOptions = {}): Promise<Judge | undefined> {
  const simulate = await simulator();
  return simulate && judgeBy(simulate, options);
}

/** The policies as they are generated from the stacks (npm run picture). */
export const generatedStacks = generated as unknown as Stacks;

function judgeBy(simulate: Simulate, { stacks = generatedStacks, boundaries = {} }: JudgeOptions): Judge {
  const { hub } = stacks;
  const accountOf = accountsOf(stacks);
  const conditionKeys = conditionKeysIn(stacks);
  const roleOf = (session: string): RolePolicies => {
    const [, accountId = '', name] = /^arn:[\w-]+:sts::(\d{12}):assumed-role\/([^/]+)\//.exec(session) ?? [];
    const role = accountOf(accountId).roles.find((one) => one.name === name);
    if (!role) throw new Error(`${session} calls, and the stack of its account has no such role.`);
    return role;
  };
  const boundaryOf = ({ boundary: arn }: RolePolicies) => {
    if (arn === undefined) return undefined;
    const policy = boundaries[arn];
    if (!policy) throw new Error(`What the permissions boundary ${arn} says is not known: give it to the judge.`);
    return { name: arn, policy };
  };
  const policyOf = ({ action, resource, accountId }: Asked): PolicyDocument | undefined => {
    const { roles, resources } = accountOf(accountId);
    return action === 'sts:AssumeRole' ? roles.find(({ arn }) => arn === resource)?.trust : resources[resource];
  };

  const used = new Map<string, Permission>();
  const judge = async (asked: Asked, context: Question['context']): Promise<Answer> => {
    const role = asked.by.startsWith('arn:') ? roleOf(asked.by) : undefined;
    const answer = await simulate({
      ...{ principal: asked.by, action: asked.action, resource: asked.resource, accountId: asked.accountId, context },
      ...{ identity: role?.policies ?? [], resourcePolicy: policyOf(asked), boundary: role && boundaryOf(role) },
    });
    for (const { action, resource, principal, statement } of answer.allowed ? answer.matches : []) {
      const of = { statement: statement as Statement, action };
      const permission =
        principal === undefined
          ? ofRole(role?.name ?? '', { ...of, resource: resource ?? '' }, hub)
          : ofResource(asked.resource, { ...of, principal }, hub);
      used.set(idOf(permission), permission);
    }
    return answer;
  };

  const answers = new Map<string, Promise<Answer>>();
  const refused: Refusal[] = [];
  let judged = 0;
  return {
    async refusal(asked) {
      judged += 1;
      const context = Object.fromEntries(
        Object.entries({ ...always, ...asked.context }).filter(([key]) => conditionKeys.has(key.toLowerCase())),
      );
      const name = [asked.by, asked.action, asked.resource, JSON.stringify(context)].join(' ');
      const answer = answers.get(name) ?? judge(asked, context);
      answers.set(name, answer);
      const { allowed, why } = await answer;
      if (allowed) return undefined;
      const refusal = { ...asked, why };
      refused.push(refusal);
      return refusal;
    },
    judged: () => judged,
    refused,
    used: () => [...used.values()],
  };
}

interface Question {
  context: Record<string, string | string[]>;
}

/** Of every call: AWS takes none without TLS, which on this machine is left out. */
const always = { 'aws:SecureTransport': 'true' };

/** Every member account has the same stack. */
function accountsOf({ hub, member }: Stacks): (accountId: string) => AccountPolicies {
  const accounts = new Map([[hub.accountId, hub]]);
  return (accountId) => {
    const known =
      accounts.get(accountId) ??
      (JSON.parse(JSON.stringify(member).replaceAll(member.accountId, accountId)) as AccountPolicies);
    accounts.set(accountId, known);
    return known;
  };
}

/** The condition keys that some policy asks for; others make no difference, and need not be told apart. */
function conditionKeysIn({ hub, member }: Stacks): ReadonlySet<string> {
  const documents = [hub, member].flatMap(({ roles, resources }) => [
    ...roles.flatMap(({ policies, trust }) => [trust, ...policies.map(({ policy }) => policy)]),
    ...Object.values(resources),
  ]);
  const conditions = documents.flatMap(({ Statement }) =>
    Statement.flatMap(({ Condition = {} }) => Object.values(Condition)),
  );
  return new Set(conditions.flatMap((keys) => Object.keys(keys).map((key) => key.toLowerCase())));
}
