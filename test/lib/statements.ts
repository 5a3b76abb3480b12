import type { TemplateJson } from '../../lib/resolve';

/** One thing that is allowed or denied. */
export interface Statement {
  effect: string;
  actions: string[];
  resources: string[];
  conditions: unknown;
}

/** The policy statements of a template by the name of the role that has them. */
export function statementsByRole({ Resources }: TemplateJson): Record<string, Statement[]> {
  const result: Record<string, Statement[]> = {};
  const roleName = (id: string): string => text(Resources[id]?.Properties?.['RoleName'] ?? id);
  for (const [id, { Type, Properties }] of Object.entries(Resources)) {
    if (Type === 'AWS::IAM::Role') {
      const inline = (Properties?.['Policies'] ?? []) as { PolicyDocument: Document }[];
      (result[roleName(id)] ??= []).push(...inline.flatMap(({ PolicyDocument }) => statementsOf(PolicyDocument)));
    }
    if (Type === 'AWS::IAM::Policy') {
      for (const { Ref } of Properties?.['Roles'] as { Ref: string }[]) {
        (result[roleName(Ref)] ??= []).push(...statementsOf(Properties?.['PolicyDocument'] as Document));
      }
    }
  }
  return result;
}

/** The roles that may do an action, by name. */
export const rolesThatMay = (byRole: Record<string, Statement[]>, action: string): string[] =>
  Object.keys(byRole)
    .filter((role) => byRole[role]?.some(({ effect, actions }) => effect === 'Allow' && actions.some(covers(action))))
    .sort();

/** Everything that a role may do. */
export const actionsOf = (statements: readonly Statement[] | undefined): string[] =>
  (statements ?? []).filter(({ effect }) => effect === 'Allow').flatMap(({ actions }) => actions);

interface Document {
  Statement: { Effect: string; Action: string | string[]; Resource: unknown; Condition?: unknown }[];
}

const statementsOf = ({ Statement }: Document): Statement[] =>
  Statement.map(({ Effect, Action, Resource, Condition }) => ({
    effect: Effect,
    actions: [Action].flat(),
    resources: [Resource].flat().map(text),
    conditions: Condition,
  }));

const covers = (action: string) => (granted: string) =>
  new RegExp(`^${granted.replaceAll('*', '.*')}$`, 'i').test(action);

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
