import * as z from 'zod';
import type { Config } from '../core/config';
import type { Fact, Told } from '../core/entries';
import { Unavailable } from '../core/errors';
import { card, lineForOperators, threadLine } from '../core/notices/notices';
import { restOf } from '../core/plan';
import type { Control, KeyInspector, Messenger, Reading, References, Threads } from '../core/ports';
import type { Retirement } from '../core/retirement';
import { secondsUntil } from '../core/standing';
import { concernsOperators, due } from '../core/telling';
import type { Telling } from '../core/telling';
import { afterDuration, after, seconds } from '../core/time';
import type { Instant } from '../core/time';
import { resolveOwner } from './resolve-owner';
import { runStep, stepInput } from './run';
import type { RecordingPorts, Run, StepResult } from './run';
import { tellOperators } from './tell-operators';

const noticeInput = z.union([
  z.object({ tellOperators: z.literal(true) }),
  stepInput.extend({ say: z.string().max(2000).optional() }),
]);

interface Ports extends RecordingPorts {
  control: Pick<Control, 'read' | 'append'>;
  config: Config;
  inspector: Pick<KeyInspector, 'lastUse' | 'tags' | 'callers'>;
  messenger: Messenger;
  threads: Pick<Threads, 'remember'>;
  references: Pick<References, 'remember'>;
}

/** How far back CloudTrail's event history goes. */
const CLOUDTRAIL_DAYS = 90;
/** Where a notice could not be given, the gate looks again after this. */
const LOOK_AGAIN = 15 * seconds.minute;

/**
 * Tells what is not told yet, as the chain shows it: first told, then recorded. Run by the state machine for the first notice,
 * and set going by others after whatever they recorded. What Slack does not take is recorded, and told by a later run.
 */
export const giveNotice =
  (ports: Ports) =>
  async (event: unknown): Promise<StepResult> => {
    const input = noticeInput.parse(event);
    if ('tellOperators' in input) return tellOperators(ports);
    const { key, retirementId, say } = input;
    return runStep('give notice', ports, { key, retirementId }, async (run) => {
      await prepare(run, ports);
      let told = true;
      for (const notice of due(run.retirement, ports.clock.now(), ports.config)) {
        told = await tell(run, notice, ports);
        if (!told) break;
      }
      if (say) await speak(run, say, ports);
      // After the end no sweep comes by for a day: this run is repeated as Lambda repeats what fails.
      if (!told && run.retirement.phase.name === 'ended') throw new Unavailable(`The end of ${key} could not be told.`);
      const { phase } = run.retirement;
      const now = ports.clock.now();
      return { answer: 'told', seconds: phase.name === 'notice' ? secondsUntil(now, phase.until) : LOOK_AGAIN };
    });
  };

/** Before the first notice: who is told, and with what evidence. */
async function prepare(run: Run, ports: Ports): Promise<void> {
  const { phase, ending } = run.retirement;
  if (phase.name !== 'enqueued' || ending) return;
  if (run.retirement.owner && run.retirement.evidence) return;
  const { inspector, config, messenger } = ports;
  const tags = await orFailed(run, 'first', async () =>
    valueOf(await inspector.tags(run.retirement.subject), 'the user’s tags'),
  );
  if (!tags) return;
  if (!run.retirement.owner) {
    const resolved = await orFailed(run, 'first', () => resolveOwner(tags, config, messenger));
    if (!resolved) return;
    await run.append({ type: 'OwnerResolved', detail: resolved });
  }
  const evidence = await orFailed(run, 'first', () => gather(run.retirement, tags, ports));
  if (evidence) await run.append(evidence);
}

type Tags = Record<string, string>;

async function gather({ subject }: Retirement, tags: Tags, { inspector, clock }: Ports): Promise<Fact> {
  const lastUse = valueOf(await inspector.lastUse(subject), 'the last use');
  const known = await inspector.callers(subject, after(clock.now(), -CLOUDTRAIL_DAYS * seconds.day));
  const callers = known.known ? known.value : 'unknown';
  return { type: 'EvidenceGathered', detail: { about: 'key', source: 'IAM, CloudTrail', lastUse, tags, callers } };
}

function valueOf<T>(reading: Reading<T>, what: string): T {
  if (!reading.known) throw new Error(`${what} could not be read: ${reading.why}`);
  return reading.value;
}

/** One notice: the card anew, a line in its thread, then the entry. */
async function tell(run: Run, notice: Telling, ports: Ports): Promise<boolean> {
  const { clock } = ports;
  const until = afterDuration(clock.now(), run.retirement.ritual.notice, run.retirement.timeZone);
  const posted = await orFailed(run, notice.about, async () => {
    await makePressable(run, ports);
    return notice.about === 'first' ? postCard(run, until, ports) : updateCard(run, notice.about, ports);
  });
  if (!posted) return false;
  const { place, message } = posted;
  const detail: Told = { about: notice.about, to: run.retirement.owner?.name ?? place.channel, ...place };
  await run.land({ type: notice.kind, detail: { ...detail, ...(message === 'card' && { until }) } });
  return true;
}

interface Posted {
  place: { channel: string; ts: string };
  message: 'card' | 'line';
}

async function postCard(run: Run, until: Instant, { clock, config, messenger, threads }: Ports): Promise<Posted> {
  const { owner, subject, retirementId } = run.retirement;
  if (!owner) throw new Error('no owner is resolved');
  const channel = owner.kind === 'person' ? await messenger.openDirect(owner.slackUserId) : owner.channel;
  // The card speaks as it will be true once it is read: the notice has begun.
  const begun = { ...run.retirement, phase: { name: 'notice', until } as const };
  const message = card(begun, reading(run, config, clock.now()));
  const place = await messenger.post(channel, message);
  await threads.remember(place, { keyId: subject.keyId, retirementId });
  return { place, message: 'card' };
}

async function updateCard(run: Run, about: string, ports: Ports): Promise<Posted> {
  const { clock, config, messenger } = ports;
  const first = firstOf(run);
  if (!first) throw new Error('there is no card yet');
  const reader = reading(run, config, clock.now());
  await messenger.update(first.channel, first.ts, card(run.retirement, reader));
  if (concernsOperators(about)) await askOperators(run, first.channel, about, ports);
  const line = threadLine(about, run.retirement, reader);
  return { place: await messenger.post(first.channel, line, first.ts), message: 'line' };
}

/** In their own channel, unless the card is there already; whoever answers in that thread is heard as well. */
async function askOperators(run: Run, told: string, about: string, ports: Ports): Promise<void> {
  const { clock, config, messenger, threads } = ports;
  const { subject, retirementId, timeZone } = run.retirement;
  const { id: channel } = config.slack.fallbackChannel;
  if (channel === told) return;
  const setting = { ...reading(run, config, clock.now()), timeZone };
  const place = await messenger.post(channel, lineForOperators(about, run.retirement, setting));
  await threads.remember(place, { keyId: subject.keyId, retirementId });
}

/** Before a message shows a button: what the button carries is known to the door. */
async function makePressable(run: Run, { clock, references }: Ports): Promise<void> {
  const { subject, retirementId } = run.retirement;
  await references.remember({ retirementId, keyId: subject.keyId, at: clock.now() });
}

/** What is said answers somebody, and may have changed what the card shows. */
async function speak(run: Run, say: string, ports: Ports): Promise<void> {
  const { clock, config, messenger } = ports;
  const first = firstOf(run);
  if (!first) return;
  await makePressable(run, ports);
  await messenger.update(first.channel, first.ts, card(run.retirement, reading(run, config, clock.now())));
  await messenger.post(first.channel, { text: say, blocks: [] }, first.ts);
}

const firstOf = ({ retirement }: Run): (Told & { at: Instant }) | undefined =>
  retirement.told.find(({ about }) => about === 'first');

function reading({ retirement }: Run, { calendar, operators }: Config, now: Instant): Parameters<typeof card>[1] {
  const { owner } = retirement;
  const timeZone = owner?.kind === 'person' && owner.timeZone ? owner.timeZone : retirement.timeZone;
  return { now, timeZone, plan: restOf(retirement, now, calendar), ...(operators && { operators }) };
}

/** What could not be looked up or posted is recorded; what cannot be recorded is for the next run. */
async function orFailed<T>(run: Run, about: string, act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    // Tried again every five minutes, for hours it may be: one entry says so.
    if (run.retirement.untold.includes(about)) return undefined;
    const why = error instanceof Error ? error.message : String(error);
    await run.land({ type: 'NoticeFailed', detail: { about, why } });
    return undefined;
  }
}
