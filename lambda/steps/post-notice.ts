import type { Config } from '../core/config';
import { digestOf } from '../core/digest';
import type { Owner } from '../core/entries';
import { Unavailable } from '../core/errors';
import { card, lineElsewhere, lineInDigest, threadLine } from '../core/notices/notices';
import { everybody, readerOf } from '../core/notices/reader';
import { toldIn } from '../core/notices/told';
import type { Clock, Messenger, Places, References, Threads } from '../core/ports';
import type { Retirement } from '../core/retirement';
import type { Said } from '../core/said';
import { mustEnd } from '../core/standing';
import { alsoTold } from '../core/telling';
import type { Instant } from '../core/time';
import { isCard, settingFor } from './card-setting';
import { digestFor, renewDigest } from './digest';
import type { DigestPorts } from './digest';
import { sayHowItEnds, sayWhoIsAsked } from './former-cards';
import { inThread, post, postAnew, stands, whereRefused } from './place-card';
import type { Place } from './place-card';
import type { Run } from './run';

export interface PostingPorts {
  clock: Clock;
  config: Config;
  messenger: Messenger;
  threads: Pick<Threads, 'remember'>;
  places: Pick<Places, 'put'>;
  references: Pick<References, 'remember'>;
}

/** The one card of a retirement, to whoever answers for the key. */
export async function postCard(run: Run, until: Instant, ports: PostingPorts & DigestPorts): Promise<Place> {
  const owner = ownerOf(run);
  await makePressable(run, ports);
  const channel = await channelOf(owner, ports);
  // The card speaks as it will be true once it is read: the notice has begun.
  const begun = asBegun(run.retirement, until);
  const { handedOn } = run.retirement;
  await sayWhoIsAsked(run, begun, until, ports);
  const setting = settingFor(readerOf(begun, ports.config), handedOn ? { retirement: begun } : run, ports);
  const byItself = () => postAnew(run, { channel }, card(begun, setting), ports);
  const of = digestOf(owner, ports.clock.now(), ports.config);
  const digest = await digestFor(begun, of, channel, ports);
  if (!digest) return byItself();
  const inDigest = card(begun, { ...setting, inDigest: true });
  const place = await inThread(run, digest, inDigest, ports).catch(whereRefused(byItself));
  if (place.thread) await renewDigest(begun, of, digest, ports);
  return place;
}

/** To whom it was handed on, it begins whatever came before; a key that is still off stays as it is. */
const asBegun = (r: Retirement, until: Instant): Retirement =>
  r.handedOn ? { ...r, handedOn: { ...r.handedOn, until } } : { ...r, phase: { name: 'notice', until } };

/** A line in the thread of the card, which is renewed; and where else it has to be heard. */
export async function postLine(run: Run, about: string, ports: PostingPorts): Promise<Place> {
  const at = await renewCard(run, ports);
  if (!at) throw new Error('there is no card yet');
  await tellElsewhere(run, at.channel, about, ports);
  const { retirement } = run;
  const lineFor = at.thread ? lineInDigest : threadLine;
  const line = lineFor(about, retirement, settingFor(readerOf(retirement, ports.config), run, ports, at));
  return ports.messenger.post(at.channel, line, at.thread ?? at.ts);
}

/** What is said answers somebody, and may have changed what the card shows. */
export async function speak(run: Run, say: Said | string, ports: PostingPorts): Promise<void> {
  const at = await renewCard(run, ports);
  if (!at) return;
  const text = typeof say === 'string' ? say : inTheirWords(say, run.retirement, ports);
  await ports.messenger.post(at.channel, { text, blocks: [] }, at.thread ?? at.ts);
}

function inTheirWords(say: Said, r: Retirement, { clock, config }: PostingPorts): string {
  return toldIn(say, { now: clock.now(), reader: readerOf(r, config) });
}

/** Shows on the card how things stand now. One that Slack does not let us change any more is posted anew, and is the card from then on. */
export async function renewCard(run: Run, ports: PostingPorts): Promise<Place | undefined> {
  const { retirement } = run;
  const at = cardOf(retirement);
  if (!at) return undefined;
  await makePressable(run, ports);
  if (retirement.ownerSince !== undefined && at.at < retirement.ownerSince) return handOver(run, at, ports);
  const message = card(retirement, settingFor(readerOf(retirement, ports.config), run, ports, at));
  if (retirement.handedOn && mustEnd(retirement)) await sayHowItEnds(retirement, ports);
  try {
    await ports.messenger.update(at.channel, at.ts, message);
    if (retirement.phase.name === 'ended') await stands(run, at, ports);
    return at;
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    const place = await postAnew(run, at, message, ports);
    await run.land({ type: 'NoticeGiven', detail: { about: 'card', to: at.to, ...place } });
    return place;
  }
}

const cardOf = ({ told }: Retirement) => told.findLast(isCard);

/** Somebody else is the one to tell since the card was posted: they get it, and what was said to whoever had it stays there. */
async function handOver(run: Run, before: Place, ports: PostingPorts): Promise<Place> {
  const { retirement } = run;
  const owner = ownerOf(run);
  const channel = await channelOf(owner, ports);
  const message = card(retirement, settingFor(readerOf(retirement, ports.config), run, ports));
  const place = await postAnew(run, { channel }, message, ports);
  if (place.channel !== before.channel) await stands(run, before, ports, true);
  await run.land({ type: 'NoticeGiven', detail: { about: 'card', to: owner.name, ...place } });
  return place;
}

function ownerOf({ retirement: { owner } }: Run): Owner {
  if (!owner) throw new Error('no owner is resolved');
  return owner;
}

const channelOf = async (owner: Owner, { messenger }: PostingPorts): Promise<string> =>
  owner.kind === 'person' ? messenger.openDirect(owner.slackUserId) : owner.channel;

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
