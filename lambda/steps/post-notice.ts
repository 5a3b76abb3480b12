import type { Config } from '../core/config';
import { Unavailable } from '../core/errors';
import { card, formerCard, lineElsewhere, threadLine } from '../core/notices/notices';
import { everybody, readerOf } from '../core/notices/reader';
import type { Reader } from '../core/notices/reader';
import type { Setting } from '../core/notices/voice';
import { restOf } from '../core/plan';
import type { Clock, Message, Messenger, References, Threads } from '../core/ports';
import type { Retirement } from '../core/retirement';
import { alsoTold } from '../core/telling';
import type { Instant } from '../core/time';
import type { Run } from './run';

export interface PostingPorts {
  clock: Clock;
  config: Config;
  messenger: Messenger;
  threads: Pick<Threads, 'remember'>;
  references: Pick<References, 'remember'>;
}

/** Where a message stands. */
export interface Place {
  channel: string;
  ts: string;
}

/** The one card of a retirement, to whoever answers for the key. */
export async function postCard(run: Run, until: Instant, ports: PostingPorts): Promise<Place> {
  const { owner } = run.retirement;
  if (!owner) throw new Error('no owner is resolved');
  await makePressable(run, ports);
  const channel = owner.kind === 'person' ? await ports.messenger.openDirect(owner.slackUserId) : owner.channel;
  // The card speaks as it will be true once it is read: the notice has begun.
  const begun = asBegun(run.retirement, until);
  if (run.retirement.handedOn) await renewFormer(run.retirement, begun, ports);
  const reader = readerOf(begun, ports.config);
  const at = run.retirement.handedOn ? begun : run.retirement;
  return post(run, channel, card(begun, settingFor(reader, { retirement: at }, ports)), ports);
}

/** To whom it was handed on, it begins whatever came before; a key that is still off stays as it is. */
function asBegun(r: Retirement, until: Instant): Retirement {
  const notice = { name: 'notice', until } as const;
  if (!r.handedOn) return { ...r, phase: notice };
  return { ...r, handedOn: { ...r.handedOn, until }, ...(r.phase.name === 'notice' && { phase: notice }) };
}

/** The card of whoever handed it on says so. Where Slack does not let it be changed, nothing is lost: Stop works there as well. */
async function renewFormer(before: Retirement, begun: Retirement, ports: PostingPorts): Promise<void> {
  const at = cardOf(before);
  if (!at) return;
  const { owner: _, ...rest } = begun;
  const reader = readerOf({ ...rest, ...(begun.handedOn?.from && { owner: begun.handedOn.from }) }, ports.config);
  try {
    await ports.messenger.update(
      at.channel,
      at.ts,
      formerCard(begun, settingFor(reader, { retirement: begun }, ports)),
    );
  } catch (error) {
    if (error instanceof Unavailable) throw error;
  }
}

/** A line in the thread of the card, which is renewed; and where else it has to be heard. */
export async function postLine(run: Run, about: string, ports: PostingPorts): Promise<Place> {
  const at = await renewCard(run, ports);
  if (!at) throw new Error('there is no card yet');
  await tellElsewhere(run, at.channel, about, ports);
  const { retirement } = run;
  const line = threadLine(about, retirement, settingFor(readerOf(retirement, ports.config), run, ports));
  return ports.messenger.post(at.channel, line, at.ts);
}

/** What is said answers somebody, and may have changed what the card shows. */
export async function speak(run: Run, say: string, ports: PostingPorts): Promise<void> {
  const at = await renewCard(run, ports);
  if (at) await ports.messenger.post(at.channel, { text: say, blocks: [] }, at.ts);
}

/** Shows on the card how things stand now. One that Slack does not let us change any more is posted anew, and is the card from then on. */
async function renewCard(run: Run, ports: PostingPorts): Promise<Place | undefined> {
  const { retirement } = run;
  const at = cardOf(retirement);
  if (!at) return undefined;
  await makePressable(run, ports);
  const message = card(retirement, settingFor(readerOf(retirement, ports.config), run, ports));
  try {
    await ports.messenger.update(at.channel, at.ts, message);
    return at;
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    const place = await post(run, at.channel, message, ports);
    await run.land({ type: 'NoticeGiven', detail: { about: 'card', to: at.to, ...place } });
    return place;
  }
}

const cardOf = ({ told }: Retirement) => told.findLast(({ about }) => about === 'first' || about === 'card');

/** In a channel that has to hear of it, unless the card is there already. */
async function tellElsewhere(run: Run, cardIn: string, about: string, ports: PostingPorts): Promise<void> {
  const { config } = ports;
  const { retirement } = run;
  const channel = alsoTold(about, retirement, config);
  if (!channel || channel === cardIn) return;
  const line = lineElsewhere(about, retirement, settingFor(everybody(retirement.timeZone, config), run, ports));
  const operators = config.slack.fallbackChannel.id;
  try {
    await post(run, channel, line, ports);
  } catch (error) {
    // A team's channel that a tag names may be gone, or the app not in it: then the operators hear of it.
    if (error instanceof Unavailable || channel === operators) throw error;
    await post(run, operators, line, ports);
  }
}

/** Before a message shows a button: what the button carries is known to the door. */
async function makePressable(run: Run, { clock, references }: PostingPorts): Promise<void> {
  const { subject, retirementId } = run.retirement;
  await references.remember({ retirementId, keyId: subject.keyId, at: clock.now() });
}

/** Whoever answers in its thread is heard. */
async function post(run: Run, channel: string, message: Message, ports: PostingPorts): Promise<Place> {
  const { subject, retirementId } = run.retirement;
  const place = await ports.messenger.post(channel, message);
  await ports.threads.remember(place, { keyId: subject.keyId, retirementId });
  return place;
}

function settingFor(reader: Reader, { retirement }: Pick<Run, 'retirement'>, { clock, config }: PostingPorts): Setting {
  const { calendar, operators } = config;
  const now = clock.now();
  return { now, reader, plan: restOf(retirement, now, calendar), ...(operators && { operators }) };
}
