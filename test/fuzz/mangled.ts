import fc from 'fast-check';
import type { DoorRequest } from '../../lambda/doors/slack';
import type { Instant } from '../../lambda/core/time';
import {
  FORM,
  JSON_TYPE,
  command,
  inFields,
  inForm,
  need,
  notMine,
  notNow,
  press,
  reply,
  sealed,
  team,
} from './real-requests';
import type { Fields } from './real-requests';

/** Requests none of which may do anything: garbage, and real ones with something wrong that must count. */
export const mangled = (now: Instant): fc.Arbitrary<DoorRequest> =>
  fc.oneof(
    { arbitrary: spoiled(now), weight: 6 },
    { arbitrary: garbage(now), weight: 3 },
    { arbitrary: tampered(now), weight: 3 },
    { arbitrary: bombs(now), weight: 1 },
  );

type Path = readonly (string | number)[];
/** One thing that is wrong: where, and what stands there instead; `undefined`: nothing. */
interface Wrong {
  at: Path;
  instead: fc.Arbitrary<unknown>;
}

const noText = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1e308, [], {}, ['stop'], { id: 'U1' }, undefined),
  fc.jsonValue({ maxDepth: 2 }).filter((value) => typeof value !== 'string'),
);
const noId = fc.oneof(noText, fc.constantFrom('', 'U#1', '../..', 'x'.repeat(5000), '鍵', '\ud800', 'U1\n', '{}'));
const elsewhere = fc.constantFrom<unknown>('T0OTHER', 'E0OTHER', undefined, '', 7, team.toLowerCase(), `${team}X`);
const noObject = fc.constantFrom<unknown>(undefined, null, 'text', 7, [], {});
const noTimestamp = fc.oneof(noText, fc.constantFrom('', 'now', '1', '1.', '-1.1', '1e3', '9'.repeat(3000)));

/** Each of these alone has to keep a press of Stop from doing anything. */
const wrongInPress: readonly Wrong[] = [
  { at: ['type'], instead: fc.oneof(noText, fc.constantFrom('view_submission', 'shortcut', 'block_action', '')) },
  { at: ['user'], instead: noObject },
  { at: ['user', 'id'], instead: fc.oneof(noId, fc.constant('USLACKBOT')) },
  { at: ['user', 'team_id'], instead: elsewhere },
  { at: ['user', 'is_bot'], instead: fc.constant(true) },
  { at: ['team'], instead: noObject },
  { at: ['team', 'id'], instead: elsewhere },
  { at: ['container'], instead: noObject },
  { at: ['container', 'channel_id'], instead: noId },
  { at: ['container', 'message_ts'], instead: noTimestamp },
  { at: ['actions'], instead: noObject },
  { at: ['actions', 0], instead: noObject },
  {
    at: ['actions', 0, 'action_id'],
    instead: fc.oneof(noText, fc.constantFrom('Stop', 'stop ', '', 'wink', 'Snooze')),
  },
  {
    at: ['actions', 0, 'value'],
    instead: fc.oneof(
      noText,
      fc.constantFrom('', 'r-0', 'retirement-9', 'r-1.', 'R-1', 'r_1', '*', 'CONTROL.r-1', 'AKIAIOSFODNN7EXAMPLE.r-1'),
    ),
  },
];

/** And these what was typed into the line of a card. */
const wrongInNeed: readonly Wrong[] = [
  { at: ['actions', 0, 'block_id'], instead: fc.oneof(noText, fc.constantFrom('needs.', 'needs.r-9', 'needs.R-1')) },
  { at: ['actions', 0, 'value'], instead: fc.oneof(noText, fc.constantFrom('', ' ', 'x'.repeat(301))) },
];

/** And each of these a reply. */
const wrongInReply: readonly Wrong[] = [
  { at: ['type'], instead: fc.oneof(noText, fc.constantFrom('event', 'app_rate_limited', '')) },
  { at: ['event'], instead: noObject },
  { at: ['event_id'], instead: noId },
  { at: ['context_team_id'], instead: fc.constantFrom<unknown>('T0OTHER', '', 7, []) },
  { at: ['event', 'type'], instead: fc.oneof(noText, fc.constantFrom('app_mention', 'reaction_added', '')) },
  {
    at: ['event', 'subtype'],
    instead: fc.constantFrom<unknown>('message_changed', 'bot_message', 'channel_join', '', 7),
  },
  { at: ['event', 'bot_id'], instead: fc.constantFrom<unknown>('B1', 7, []) },
  { at: ['event', 'bot_profile'], instead: fc.constantFrom<unknown>({ id: 'B1' }, 'B1') },
  { at: ['event', 'user'], instead: fc.oneof(noId, fc.constantFrom('USLACKBOT')) },
  { at: ['event', 'user_team'], instead: fc.constantFrom<unknown>('T0OTHER', 'E0OTHER', '', 7) },
  { at: ['event', 'text'], instead: fc.oneof(noText, fc.constantFrom('', 'thanks', '使ってません', 'sto', 's t o p')) },
  { at: ['event', 'ts'], instead: noTimestamp },
  { at: ['event', 'thread_ts'], instead: fc.oneof(noTimestamp, fc.constantFrom('3.1', '9.9')) },
  { at: ['event', 'channel'], instead: fc.oneof(noId, fc.constantFrom('D2')) },
];

/** And each of these a command: every field of its form is text. */
const noIdInText = fc.constantFrom('', 'u1', 'U#1', '../..', 'x'.repeat(5000), '鍵', 'U1\n', '{}');
const wrongInCommand: readonly Wrong[] = [
  { at: ['command'], instead: fc.constantFrom<unknown>(undefined, '', 'keysunset', '/', '/鍵', `/${'x'.repeat(33)}`) },
  { at: ['team_id'], instead: fc.constantFrom<unknown>('T0OTHER', undefined, '', team.toLowerCase(), `${team}X`) },
  { at: ['user_id'], instead: fc.oneof(noIdInText, fc.constantFrom<unknown>('USLACKBOT', undefined)) },
  { at: ['channel_id'], instead: fc.oneof(noIdInText, fc.constant<unknown>(undefined)) },
  { at: ['response_url'], instead: fc.constant('x'.repeat(501)) },
  {
    at: ['text'],
    instead: fc.oneof(
      fc.constantFrom<unknown>(
        undefined,
        '',
        'stop',
        'stop all',
        'sto AKIAV6CIQHZTHY4JYCFU',
        'stop AKIAIOSFODNN7EXAMPLE',
      ),
      // These are the operators', and U1 is none.
      fc.constantFrom('freeze', 'thaw now', 'freeze AKIAV6CIQHZTHY4JYCFU', 'enqueue AKIAV6CIQHZTHY4JYCFU old'),
      fc.constantFrom(`stop ${'AKIAV6CIQHZTHY4JYCFU'.toLowerCase()}`, `stop AKIAV6CIQHZTHY4JYCFU ${'x'.repeat(1001)}`),
    ),
  },
];

/** And each of these a form, of whichever kind. */
const wrongInAnyForm: readonly Wrong[] = [
  { at: ['type'], instead: fc.oneof(noText, fc.constantFrom('view_closed', 'view', '')) },
  { at: ['user'], instead: noObject },
  { at: ['user', 'id'], instead: fc.oneof(noId, fc.constantFrom('USLACKBOT', 'U7')) },
  { at: ['user', 'team_id'], instead: elsewhere },
  { at: ['user', 'is_bot'], instead: fc.constant(true) },
  { at: ['team'], instead: noObject },
  { at: ['team', 'id'], instead: elsewhere },
  { at: ['view'], instead: noObject },
  {
    at: ['view', 'callback_id'],
    instead: fc.oneof(noText, fc.constantFrom('', 'Snooze', 'freeze', 'constructor', '__proto__')),
  },
  {
    at: ['view', 'private_metadata'],
    instead: fc.oneof(
      noText,
      fc.constantFrom(
        '',
        'r-1',
        'r-1.D1',
        'r-0.D1.en',
        'r-1.D1.fr',
        'r-1..en',
        'R-1.D1.en',
        'CONTROL.D1.en',
        'r-1.D1.en.x',
      ),
    ),
  },
  { at: ['view', 'state'], instead: noObject },
  { at: ['view', 'state', 'values'], instead: noObject },
];

const wrongInNotNow: readonly Wrong[] = [
  ...wrongInAnyForm,
  { at: ['view', 'state', 'values', 'until'], instead: noObject },
  {
    at: ['view', 'state', 'values', 'until', 'date', 'selected_date'],
    instead: fc.oneof(
      noText,
      fc.constantFrom('', 'soon', '2020-01-01', '2999-01-01', '2026-03-99', '2026-03-16T00:00'),
    ),
  },
  {
    at: ['view', 'state', 'values', 'why', 'text', 'value'],
    instead: fc.oneof(noText, fc.constantFrom('', ' \n ', 'x'.repeat(301))),
  },
];

const wrongInNotMine: readonly Wrong[] = [
  ...wrongInAnyForm,
  ...['whose', 'who', 'note'].map((block): Wrong => ({ at: ['view', 'state', 'values', block], instead: noObject })),
  {
    at: ['view', 'state', 'values', 'whose', 'whose', 'selected_option'],
    instead: fc.oneof(noObject, fc.constantFrom<unknown>({ value: 'mine' }, { value: ['nobody'] }, { value: '' })),
  },
  {
    at: ['view', 'state', 'values', 'who', 'person', 'selected_user'],
    // Nobody is picked, or the one whose it is already.
    instead: fc.oneof(noId, fc.constantFrom<unknown>('U1', null, undefined)),
  },
  {
    at: ['view', 'state', 'values', 'note', 'text', 'value'],
    instead: fc.constantFrom<unknown>('x'.repeat(301), 7, true, [], {}),
  },
];

/** A real request, signed, with any number of things changed, and at last one that has to count. */
function spoiled(now: Instant): fc.Arbitrary<DoorRequest> {
  const of = (real: () => Fields, wrongs: readonly Wrong[], sent: (fields: Fields) => [type: string, body: string]) =>
    fc
      .tuple(
        fc.array(fc.tuple(fc.constantFrom(...pathsIn(real())), harmless), { maxLength: 3 }),
        fc.constantFrom(...wrongs).chain(({ at, instead }) => fc.tuple(fc.constant(at), instead)),
        asBytes,
      )
      .map(([changes, [at, instead], bytes]) => {
        const fields = real();
        for (const [path, value] of changes) put(fields, path, value);
        put(fields, at, instead);
        const [type, body] = sent(fields);
        return sealed(type, bytes(body), { now });
      });
  return fc.oneof(
    // Often: a retirement that nobody knows is one of many things, and has to come up in 5,000.
    { arbitrary: of(press, wrongInPress, (fields) => [FORM, inForm(fields)]), weight: 4 },
    of(command, wrongInCommand, (fields) => [FORM, inFields(fields)]),
    of(need, wrongInNeed, (fields) => [FORM, inForm(fields)]),
    of(notNow, wrongInNotNow, (fields) => [FORM, inForm(fields)]),
    of(notMine, wrongInNotMine, (fields) => [FORM, inForm(fields)]),
    of(reply, wrongInReply, (fields) => [JSON_TYPE, JSON.stringify(fields)]),
    // What is right in one place, sent as the other.
    fc.constantFrom(sealed(JSON_TYPE, JSON.stringify(press()), { now }), sealed(FORM, inForm(reply()), { now })),
  );
}

const harmless = fc.oneof(fc.constant(undefined), fc.jsonValue({ maxDepth: 1 }), fc.string({ unit: 'binary' }));

/** Signed, and no request of Slack's. */
const garbage = (now: Instant): fc.Arbitrary<DoorRequest> =>
  fc
    .tuple(
      fc.oneof(fc.constantFrom(FORM, JSON_TYPE, `${JSON_TYPE}; charset=utf-8`, FORM.toUpperCase(), ''), fc.string()),
      fc.oneof(
        fc.json({ maxDepth: 3 }),
        fc.json({ maxDepth: 3 }).map((text) => `payload=${encodeURIComponent(text)}`),
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom(
          '',
          'payload',
          'payload=',
          'payload=%',
          'payload=%ff',
          '{',
          '"',
          'null',
          '[]',
          '\ufeff{}',
          '{"a":1e999}',
        ),
      ),
      fc.dictionary(fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), { maxKeys: 3 }),
    )
    .map(([type, body, more]) => {
      const { headers, rawBody } = sealed(type, body, { now });
      return { headers: { ...more, ...headers }, rawBody };
    });

/** Real requests that Slack did not send, or not now, or not so. */
const tampered = (now: Instant): fc.Arbitrary<DoorRequest> => {
  const real = fc.constantFrom<[string, string]>(
    ...[press(), notNow()].map((payload): [string, string] => [FORM, inForm(payload)]),
    [FORM, inFields(command())],
    [JSON_TYPE, JSON.stringify(reply())],
  );
  const after = fc.oneof(fc.integer({ min: 301, max: 1e9 }), fc.integer({ min: -1e9, max: -301 }));
  return fc.oneof(
    fc.tuple(real, after).map(([[type, body], off]) => sealed(type, body, { now, off })),
    fc
      .tuple(real, fc.string({ minLength: 1 }))
      .map(([[type, body], secret]) => sealed(type, body, { now, secret: `${secret}!` })),
    fc
      .tuple(real, fc.nat(), fc.string({ unit: 'binary', minLength: 1, maxLength: 9 }))
      .map(([[type, body], at, more]) => {
        const cut = at % body.length;
        return { ...sealed(type, body, { now }), rawBody: `${body.slice(0, cut)}${more}${body.slice(cut)}` };
      }),
    fc
      .tuple(real, fc.nat())
      .map(([[type, body], at]) => ({ ...sealed(type, body, { now }), rawBody: body.slice(0, at % body.length) })),
    fc
      .tuple(
        real,
        fc.constantFrom('x-slack-signature', 'x-slack-request-timestamp'),
        fc.option(fc.string(), { nil: undefined }),
      )
      .map(([[type, body], name, value]) => {
        const { headers, rawBody } = sealed(type, body, { now });
        return { headers: { ...headers, [name]: value }, rawBody };
      }),
    // The same signature with another time, twice, in capitals, of another version, cut.
    fc
      .tuple(
        real,
        fc.constantFrom<(signature: string) => string>(
          (signature) => `${signature},${signature}`,
          (signature) => signature.toUpperCase(),
          (signature) => signature.replace('v0', 'v1'),
          (signature) => signature.slice(0, -1),
          (signature) => ` ${signature}`,
        ),
      )
      .map(([[type, body], change]) => {
        const { headers, rawBody } = sealed(type, body, { now });
        return { headers: { ...headers, 'x-slack-signature': change(headers['x-slack-signature'] ?? '') }, rawBody };
      }),
  );
};

/** Signed, and meant to take time or memory. */
const bombs = (now: Instant): fc.Arbitrary<DoorRequest> =>
  fc
    .tuple(
      fc.constantFrom<(n: number) => string>(
        (n) => '['.repeat(n),
        (n) => `${'['.repeat(n)}${']'.repeat(n)}`,
        (n) => `${'{"a":'.repeat(n)}1${'}'.repeat(n)}`,
        (n) => `{"type":"block_actions","actions":[${'{},'.repeat(n)}{}]}`,
        (n) => `{"type":"block_actions","actions":[${'{"action_id":"stop"},'.repeat(n)}{}]}`,
        (n) =>
          `{"type":"event_callback","event_id":"E1","event":{"type":"message"},"authorizations":[${'{},'.repeat(n)}{}]}`,
        (n) => `{"type":"event_callback","event_id":"E1","event":${'{"event":'.repeat(n)}1${'}'.repeat(n)}}`,
        (n) => `{"__proto__":{"type":"block_actions"},"constructor":${'['.repeat(n)}${']'.repeat(n)}}`,
        (n) => JSON.stringify({ type: 'url_verification', challenge: '鍵'.repeat(n) }),
        (n) => 'x'.repeat(n * 100),
      ),
      // Seldom large: most of the time would go there.
      fc.oneof(
        { arbitrary: fc.integer({ min: 1, max: 500 }), weight: 19 },
        { arbitrary: fc.integer({ min: 500, max: 60_000 }), weight: 1 },
      ),
      fc.constantFrom<(text: string) => [string, string]>(
        (text) => [JSON_TYPE, text],
        (text) => [FORM, `payload=${encodeURIComponent(text)}`],
        (text) => [FORM, `${text.replaceAll(/[[{]/g, 'a=1&')}payload=`],
      ),
    )
    .map(([bomb, n, sent]) => sealed(...sent(bomb(n)), { now }));

const asBytes = fc.constantFrom<(text: string) => string | Uint8Array>(
  (text) => text,
  (text) => Buffer.from(text),
);

/** All that can be changed in a request, fields within fields. */
function pathsIn(value: unknown, before: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [before];
  const within = Object.entries(value).flatMap(([name, field]) => pathsIn(field, [...before, name]));
  return before.length > 0 ? [before, ...within] : within;
}

/** `undefined` takes it out. What has no such place any more is left as it is. */
function put(fields: unknown, [first, ...rest]: Path, value: unknown): void {
  if (typeof fields !== 'object' || fields === null || first === undefined) return;
  const object = fields as Record<string | number, unknown>;
  if (rest.length > 0) return put(object[first], rest, value);
  if (value === undefined && Array.isArray(fields)) fields.splice(Number(first), 1);
  else if (value === undefined) delete object[first];
  else object[first] = value;
}
