import * as z from 'zod';
import type { Fact, Told } from '../core/entries';
import { Unavailable } from '../core/errors';
import { en } from '../core/notices/texts.en';
import type { Control, KeyInspector, Reading } from '../core/ports';
import type { HandedOn, Retirement } from '../core/retirement';
import type { Said } from '../core/said';
import { awaitsNotice, mustEnd, secondsUntil } from '../core/standing';
import { due } from '../core/telling';
import type { Telling } from '../core/telling';
import { afterDuration, after, seconds } from '../core/time';
import { answerReply, askWhich } from './answer-reply';
import type { DigestPorts } from './digest';
import { postCard, postLine, renewCard, speak } from './post-notice';
import type { PostingPorts } from './post-notice';
import { resolveNamed, resolveOwner, successorOf } from './resolve-owner';
import { runStep, stepInput } from './run';
import type { RecordingPorts, Run, StepResult } from './run';
import { tellOperators } from './tell-operators';

const spoken = z.object({ channel: z.string().min(1), thread: z.string().min(1), by: z.string().min(1) });
const card = z.object({ keyId: z.string().min(1), retirementId: z.string().min(1) });
/** A fact as the doors make them: all that is in it is a text, a number or a yes. */
const said = z
  .object({ is: z.enum(Object.keys(en.said)) })
  .catchall(z.union([z.string().max(2000), z.number(), z.boolean()]))
  .transform((fact) => fact as Said);
const noticeInput = z.union([
  z.object({ tellOperators: z.literal(true) }),
  z.object({ askWhich: spoken.extend({ stop: z.boolean(), cards: z.array(card) }) }),
  stepInput.extend({
    say: z.union([said, z.string().max(2000)]).optional(),
    answer: spoken.optional(),
    renew: z.literal(true).optional(),
  }),
]);

interface Ports extends RecordingPorts, PostingPorts, DigestPorts {
  control: Pick<Control, 'read' | 'append'>;
  inspector: Pick<KeyInspector, 'lastUse' | 'tags' | 'callers'>;
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
    if ('askWhich' in input) return askWhich(input.askWhich, ports);
    const { key, retirementId, say, answer, renew } = input;
    return runStep('give notice', ports, { key, retirementId }, async (run) => {
      await prepare(run, ports);
      let told = await isThere(run, ports);
      for (const notice of told ? due(run.retirement, ports.clock.now(), ports.config) : []) {
        told = await tell(run, notice, ports);
        if (!told) break;
      }
      if (say) await speak(run, say, ports);
      else if (renew) await renewCard(run, ports);
      if (answer) await answerReply(run, answer, ports);
      // After the end no sweep comes by for a day: this run is repeated as Lambda repeats what fails.
      if (!told && run.retirement.phase.name === 'ended') throw new Unavailable(`The end of ${key} could not be told.`);
      const { phase } = run.retirement;
      const now = ports.clock.now();
      return { answer: 'told', seconds: phase.name === 'notice' ? secondsUntil(now, phase.until) : LOOK_AGAIN };
    });
  };

/** Before a later notice: who has left Slack is not told, but whoever is next. `false`: who that is cannot be told now. */
async function isThere(run: Run, ports: Ports): Promise<boolean> {
  const [next] = due(run.retirement, ports.clock.now(), ports.config);
  if (!next || next.about === 'first') return true;
  const successor = await orFailed(run, next.about, async () => (await successorOf(run.retirement, ports)) ?? 'nobody');
  if (successor && successor !== 'nobody') await run.append({ type: 'OwnerResolved', detail: successor });
  return successor !== undefined;
}

/** Before the first notice, or the first to whom it was handed on: who is told, and with what evidence. */
async function prepare(run: Run, ports: Ports): Promise<void> {
  const { handedOn } = run.retirement;
  if (mustEnd(run.retirement)) return;
  if (handedOn && awaitsNotice(run.retirement)) return lookUp(run, handedOn, ports);
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

async function lookUp(run: Run, { slackUserId, by }: HandedOn, { config, messenger }: Ports): Promise<void> {
  if (run.retirement.owner) return;
  const named = { by: plainNameOf(by), ...(slackUserId && { slackUserId }) };
  const resolved = await orFailed(run, 'first', () => resolveNamed(named, config, messenger));
  if (resolved) await run.append({ type: 'OwnerResolved', detail: resolved });
}

/** `slack:U1 maria` is maria, `operator arn:…/kenji` is kenji. */
const plainNameOf = (actor: string): string => actor.replace(/^slack:(?:\S+ )?/, '').replace(/^operator (?:.*\/)?/, '');

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
async function tell(run: Run, { about, kind }: Telling, ports: Ports): Promise<boolean> {
  const { ritual, timeZone, owner } = run.retirement;
  const until = afterDuration(ports.clock.now(), ritual.notice, timeZone);
  const isFirst = about === 'first';
  const place = await orFailed(run, about, () => (isFirst ? postCard(run, until, ports) : postLine(run, about, ports)));
  if (!place) return false;
  const detail: Told = { about, to: owner?.name ?? place.channel, ...place };
  await run.land({ type: kind, detail: { ...detail, ...(isFirst && { until }) } });
  return true;
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
