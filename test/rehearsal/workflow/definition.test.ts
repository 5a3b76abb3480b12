import { loadDefinition } from '../../../rehearsal/workflow/definition';
import stack from '../../../rehearsal/generated/stack.json';
import { hold, invoke, machine } from './rig';

const load = (definition: object) => () => loadDefinition(JSON.stringify(definition));
const pass = { Type: 'Pass', End: true };

test('the state machine that CDK deploys is known in all its fields', () => {
  const { states } = loadDefinition(JSON.stringify(stack.definition));
  expect([...states.keys()]).toContain('Retire the key');
});

describe('refused, with state and field:', () => {
  const refusals: [string, object, RegExp][] = [
    ['a field that is not known', machine({ A: { ...pass, Assign: {} } }), /State "A": field "Assign" is not known/],
    ['a state type', machine({ A: { Type: 'Map', End: true } }), /State "A": field "Type": "Map"/],
    ['a field of the machine', { ...machine({ A: pass }), Foo: 1 }, /The state machine: field "Foo"/],
    ['JSONata', { ...machine({ A: pass }), QueryLanguage: 'JSONata' }, /"QueryLanguage": must be JSONPath/],
    ['no StartAt', { States: { A: pass } }, /The state machine: field "StartAt": is missing/],
    ['a way to nowhere', machine({ A: { Type: 'Pass', Next: 'B' } }), /State "A": leads to "B"/],
    ['Next and End', machine({ A: { ...pass, Next: 'A' } }), /State "A": field "Next": .*either a Next or "End"/],
    ['no way on', machine({ A: { Type: 'Pass' } }), /State "A": field "Next"/],
    [
      'a path with a wildcard',
      machine({ A: { ...pass, InputPath: '$.a[*]' } }),
      /State "A": field "InputPath": .*\[\*\]/,
    ],
    [
      'an intrinsic function',
      machine({ A: { ...pass, Parameters: { 'n.$': 'States.MathAdd($.a, 1)' } } }),
      /State "A": field "Parameters": .*States\.MathAdd/,
    ],
    [
      'a context path',
      machine({ A: { ...pass, Parameters: { 'n.$': '$$.Map.Item' } } }),
      /State "A": field "Parameters": "\$\$\.Map\.Item"/,
    ],
    ['a result path with an index', machine({ A: { ...pass, ResultPath: '$.a[0]' } }), /State "A": field "ResultPath"/],
    [
      'another resource',
      machine({ A: { ...invoke('f'), Resource: 'arn:aws:states:::sns:publish' } }),
      /State "A": field "Resource": .*sns:publish/,
    ],
    [
      'a heartbeat',
      machine({ A: hold('f', { HeartbeatSeconds: 5 }) }),
      /State "A": field "HeartbeatSeconds" is not known/,
    ],
    [
      'another parameter of Lambda',
      machine({ A: { ...invoke('f'), Parameters: { FunctionName: 'f', Qualifier: '1' } } }),
      /State "A": field "Parameters": "Qualifier"/,
    ],
    [
      'a hold that gives its token to nobody',
      machine({ A: { ...hold('f'), Parameters: { FunctionName: 'f' } } }),
      /State "A": field "Parameters": "\$\$\.Task\.Token" goes nowhere/,
    ],
    [
      'a token where nothing waits for it',
      machine({ A: { ...invoke('f'), Parameters: { FunctionName: 'f', Payload: { 't.$': '$$.Task.Token' } } } }),
      /State "A": field "Parameters": .*only for \.waitForTaskToken/,
    ],
    [
      'two timeouts',
      machine({ A: invoke('f', { TimeoutSeconds: 5, TimeoutSecondsPath: '$.s' }) }),
      /State "A": field "TimeoutSecondsPath"/,
    ],
    ['a timeout of nothing', machine({ A: invoke('f', { TimeoutSeconds: 0 }) }), /State "A": field "TimeoutSeconds"/],
    [
      'States.ALL beside others',
      machine({ A: invoke('f', { Retry: [{ ErrorEquals: ['States.ALL', 'X'] }] }) }),
      /State "A": field "Retry"|State "A", Retry: field "ErrorEquals": States\.ALL must stand alone/,
    ],
    [
      'States.ALL before others',
      machine({ A: invoke('f', { Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['X'] }] }) }),
      /State "A": field "Retry": States\.ALL must come last/,
    ],
    [
      'a reserved error that never comes',
      machine({ A: invoke('f', { Retry: [{ ErrorEquals: ['States.Runtime'] }] }) }),
      /State "A", Retry: field "ErrorEquals": "States\.Runtime"/,
    ],
    [
      'a backoff that shrinks',
      machine({ A: invoke('f', { Retry: [{ ErrorEquals: ['X'], BackoffRate: 0.5 }] }) }),
      /State "A", Retry: field "BackoffRate"/,
    ],
    [
      'a comparison that is not known',
      machine({ A: { Type: 'Choice', Choices: [{ Variable: '$.a', StringIs: 'x', Next: 'B' }] }, B: pass }),
      /State "A": field "StringIs"/,
    ],
    [
      'a Wait for two things',
      machine({ A: { Type: 'Wait', Seconds: 1, Timestamp: '2026-01-01T00:00:00Z', End: true } }),
      /State "A": field "Seconds": a Wait has one of/,
    ],
    [
      'a name that is there twice',
      machine({ A: { Type: 'Parallel', Branches: [machine({ A: pass })], End: true } }),
      /State "A": its name is there twice/,
    ],
    [
      'a field of a branch',
      machine({ A: { Type: 'Parallel', Branches: [{ ...machine({ B: pass }), TimeoutSeconds: 5 }], End: true } }),
      /State "A", Branches: field "TimeoutSeconds"/,
    ],
  ];
  test.each(refusals)('%s', (_, definition, message) => {
    expect(load(definition)).toThrow(message);
    expect(load(definition)).toThrow(expect.objectContaining({ type: 'InvalidDefinition' }) as Error);
  });

  test('what is not JSON', () => {
    expect(() => loadDefinition('{')).toThrow(/is not JSON/);
  });
});
