import type { HandlerName } from '../lambda/app';
import { resolverOf, type Place, type TemplateJson } from './resolve';

/** A state machine in Amazon States Language. */
export interface Definition {
  StartAt: string;
  States: Record<string, State>;
  Comment?: string;
}

/** The fields that are looked at here; there are more. */
export interface State {
  Type: string;
  Next?: string;
  Default?: string;
  Resource?: string;
  End?: boolean;
  Choices?: { Next: string; StringEquals?: string }[];
  Catch?: { ErrorEquals: string[]; Next: string }[];
  Retry?: {
    ErrorEquals: string[];
    IntervalSeconds: number;
    MaxAttempts: number;
    BackoffRate: number;
    MaxDelaySeconds: number;
  }[];
  Branches?: Definition[];
  Parameters?: { FunctionName?: string; Payload?: Record<string, string> };
  [field: string]: unknown;
}

/** A rule of EventBridge: when it fires, whom it calls, and with what (the event itself where there is no input). */
export interface StackRule {
  name: string;
  arn: string;
  handler: HandlerName;
  schedule?: string;
  pattern?: Record<string, unknown>;
  input?: unknown;
}

/** What the rehearsal needs of the stack: all of it is read from the template that CDK deploys. */
export interface StackFacts {
  stateMachineArn: string;
  definition: Definition;
  /** Handler names by the ARNs of their functions. */
  functions: Record<string, HandlerName>;
  rules: StackRule[];
}

export const factsOf = (template: TemplateJson, place: Place): StackFacts => ({
  stateMachineArn: stateMachineArn(template, place),
  definition: definitionOf(template, place),
  functions: functionNames(template, place),
  rules: rulesOf(template, place),
});

/** The state machine's definition, as it is once deployed. */
export function definitionOf(template: TemplateJson, place: Place): Definition {
  const [, { Properties }] = theOnly(template, 'AWS::StepFunctions::StateMachine');
  return JSON.parse(String(resolverOf(template, place)(Properties?.['DefinitionString']))) as Definition;
}

/** Which handler is behind which ARN. */
export function functionNames(template: TemplateJson, place: Place): Record<string, HandlerName> {
  const resolve = resolverOf(template, place);
  const entries = allOf(template, 'AWS::Lambda::Function').map(([id, { Properties }]) => {
    const name = String(Properties?.['FunctionName']).replace(/^keysunset-/, '') as HandlerName;
    return [String(resolve({ 'Fn::GetAtt': [id, 'Arn'] })), name] as const;
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The schedules and rules of the stack, by name. */
export function rulesOf(template: TemplateJson, place: Place): StackRule[] {
  const resolve = resolverOf(template, place);
  const names = functionNames(template, place);
  return allOf(template, 'AWS::Events::Rule')
    .flatMap(([id, { Properties }]) => {
      const rule = resolve(Properties) as RuleProperties;
      return rule.Targets.map(({ Arn, Input }) => ({
        name: id.replace(/[0-9A-F]{8}$/, ''),
        arn: String(resolve({ 'Fn::GetAtt': [id, 'Arn'] })),
        handler: handlerOf(names, Arn),
        ...(rule.ScheduleExpression !== undefined && { schedule: rule.ScheduleExpression }),
        ...(rule.EventPattern && { pattern: rule.EventPattern }),
        ...(Input !== undefined && { input: JSON.parse(Input) as unknown }),
      }));
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

interface RuleProperties {
  ScheduleExpression?: string;
  EventPattern?: Record<string, unknown>;
  Targets: { Arn: string; Input?: string }[];
}

function stateMachineArn(template: TemplateJson, place: Place): string {
  const [id] = theOnly(template, 'AWS::StepFunctions::StateMachine');
  return String(resolverOf(template, place)({ Ref: id }));
}

function handlerOf(names: Record<string, HandlerName>, arn: string): HandlerName {
  const name = names[arn];
  if (!name) throw new Error(`A rule calls ${arn}, which is no function of the stack.`);
  return name;
}

const allOf = ({ Resources }: TemplateJson, type: string) =>
  Object.entries(Resources).filter(([, resource]) => resource.Type === type);

function theOnly(template: TemplateJson, type: string) {
  const [first, ...others] = allOf(template, type);
  if (!first || others.length > 0) throw new Error(`The template has not exactly one ${type}.`);
  return first;
}
