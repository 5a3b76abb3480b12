import * as z from 'zod';
import type { Config } from '../core/config';
import type { Fact, Told } from '../core/entries';
import { Unavailable } from '../core/errors';
import { card, lineElsewhere, threadLine } from '../core/notices/notices';
import { everybody, readerOf } from '../core/notices/reader';
import type { Reader } from '../core/notices/reader';
import type { Setting } from '../core/notices/voice';
import { restOf } from '../core/plan';
import type { Control, KeyInspector, Message, Messenger, Reading, Threads } from '../core/ports';
import type { Retirement } from '../core/retirement';
import { secondsUntil } from '../core/standing';
import { alsoTold, due } from '../core/telling';
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
  const posted = await orFailed(run, notice.about, () =>
    notice.about === 'first' ? postCard(run, until, ports) : updateCard(run, notice.about, ports),
  );
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
  const message = card(begun, settingFor(readerOf(run.retirement, config), run, config, clock.now()));
  const place = await messenger.post(channel, message);
  await threads.remember(place, { keyId: subject.keyId, retirementId });
  return { place, message: 'card' };
}

async function updateCard(run: Run, about: string, ports: Ports): Promise<Posted> {
  const { clock, config, messenger } = ports;
  const first = firstOf(run);
  if (!first) throw new Error('there is no card yet');
  const setting = settingFor(readerOf(run.retirement, config), run, config, clock.now());
  await messenger.update(first.channel, first.ts, card(run.retirement, setting));
  await tellElsewhere(run, first.channel, about, ports);
  const line = threadLine(about, run.retirement, setting);
  return { place: await messenger.post(first.channel, line, first.ts), message: 'line' };
}

/** In a channel that has to hear of it, unless the card is there already; whoever answers in that thread is heard as well. */
async function tellElsewhere(run: Run, cardIn: string, about: string, ports: Ports): Promise<void> {
  const { clock, config, threads } = ports;
  const { subject, retirementId, timeZone } = run.retirement;
  const channel = alsoTold(about, run.retirement, config);
  if (!channel || channel === cardIn) return;
  const line = lineElsewhere(about, run.retirement, settingFor(everybody(timeZone, config), run, config, clock.now()));
  const place = await postOr(channel, config.slack.fallbackChannel.id, line, ports.messenger);
  await threads.remember(place, { keyId: subject.keyId, retirementId });
}

/** A team's channel that a tag names may be gone, or the app not in it: then the operators hear of it. */
async function postOr(
  channel: string,
  instead: string,
  message: Message,
  messenger: Messenger,
): ReturnType<Messenger['post']> {
  try {
    return await messenger.post(channel, message);
  } catch (error) {
    if (error instanceof Unavailable || channel === instead) throw error;
    return messenger.post(instead, message);
  }
}

/** What is said answers somebody, and may have changed what the card shows. */
async function speak(run: Run, say: string, { clock, config, messenger }: Ports): Promise<void> {
  const first = firstOf(run);
  if (!first) return;
  const setting = settingFor(readerOf(run.retirement, config), run, config, clock.now());
  await messenger.update(first.channel, first.ts, card(run.retirement, setting));
  await messenger.post(first.channel, { text: say, blocks: [] }, first.ts);
}

const firstOf = ({ retirement }: Run): (Told & { at: Instant }) | undefined =>
  retirement.told.find(({ about }) => about === 'first');

function settingFor(reader: Reader, { retirement }: Run, { calendar, operators }: Config, now: Instant): Setting {
  return { now, reader, plan: restOf(retirement, now, calendar), ...(operators && { operators }) };
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
