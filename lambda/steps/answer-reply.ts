import { fold } from '../core/evolve';
import { howToKeep, whichKey } from '../core/notices/replies';
import { readerOf } from '../core/notices/reader';
import { isOver, situationOf } from '../core/notices/situation';
import type { Spoken, WhichCard } from '../core/ports';
import type { Retirement } from '../core/retirement';
import { settingFor } from './post-notice';
import type { PostingPorts } from './post-notice';
import { runStep } from './run';
import type { RecordingPorts, Run, StepResult } from './run';

type Ports = RecordingPorts & PostingPorts;

/** Answers who wrote below a card what is no stop, once in a retirement; nobody, where nothing is asked any more. */
export async function answerReply(run: Run, { channel, thread, by }: Spoken, ports: Ports): Promise<void> {
  const { retirement } = run;
  if (retirement.replyAnsweredAt || !isAsked(retirement, ports)) return;
  // Written down first: who writes three lines at once is answered once. That an answer is lost does no harm.
  await run.append({ type: 'ReplyAnswered', detail: { to: by } });
  await ports.messenger.post(
    channel,
    howToKeep(run.retirement, settingFor(readerOf(retirement, ports.config), run, ports)),
    thread,
  );
}

/** Asks which of several keys is meant. Who stops is asked each time; who writes anything else, once while any of them is asked about. */
export async function askWhich(asked: WhichCard, ports: Ports): Promise<StepResult> {
  const all = await Promise.all(asked.cards.map(({ keyId, retirementId }) => standing(keyId, retirementId, ports)));
  const live = all.filter((r) => r !== undefined && isAsked(r, ports)) as Retirement[];
  const told: StepResult = { answer: 'told', seconds: 1 };
  const [first] = live;
  const say = async (): Promise<StepResult> => {
    const someone = first ?? all.find((r) => r !== undefined);
    if (!someone) return told;
    const reader = readerOf(someone, ports.config);
    await ports.messenger.post(asked.channel, whichKey(live, asked, { now: ports.clock.now(), reader }), asked.thread);
    return told;
  };
  if (asked.stop) return say();
  if (!first || live.some(({ replyAnsweredAt }) => replyAnsweredAt)) return told;
  const { subject, retirementId } = first;
  return runStep('give notice', ports, { key: subject.keyId, retirementId }, async (run) => {
    if (run.retirement.replyAnsweredAt) return told;
    await run.append({ type: 'ReplyAnswered', detail: { to: asked.by } });
    return say();
  });
}

const isAsked = (r: Retirement, { clock }: Ports): boolean => !isOver(situationOf(r, clock.now()));

/** The retirement, unless a later one of its key has begun. */
async function standing(keyId: string, retirementId: string, { ledger }: Ports): Promise<Retirement | undefined> {
  const r = fold(await ledger.read(keyId));
  return r?.retirementId === retirementId ? r : undefined;
}
