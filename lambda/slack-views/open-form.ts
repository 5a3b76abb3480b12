import { mayPutOff } from '../core/answers';
import type { Config } from '../core/config';
import { Unavailable } from '../core/errors';
import { fold } from '../core/evolve';
import { allEvidence } from '../core/notices/all-evidence';
import { freezeForm, notMineForm, snoozeForm } from '../core/notices/forms';
import type { Reader } from '../core/notices/reader';
import type { View } from '../core/notices/views';
import { catalogues } from '../core/notices/voice';
import type { Setting } from '../core/notices/voice';
import { isOperator } from '../core/operators';
import { restOf } from '../core/plan';
import type { Clock, FormName, Ledger, Messenger, Opener, ViewInput, Views, Whisperer } from '../core/ports';
import type { Retirement } from '../core/retirement';
import { slackWords } from '../doors/slack-words';
import { readerIn } from './reader-in';

export interface FormPorts {
  clock: Clock;
  config: Config;
  ledger: Pick<Ledger, 'read'>;
  messenger: Pick<Messenger, 'person'>;
  views: Views;
  whisperer: Whisperer;
}

/** Opens a modal for whoever pressed its button. Where that cannot be, they are told: nothing is worse than a button that does nothing. */
export async function openForm(input: ViewInput, ports: FormPorts): Promise<void> {
  const { to } = input;
  try {
    const said = await opened(input, ports);
    if (said) await whispered(to, said, ports);
  } catch (error) {
    await whispered(to, slackWords.notOpened, ports);
    // What passes by itself is for the next press; what does not is a mistake that somebody has to see.
    if (!(error instanceof Unavailable)) throw error;
  }
}

/** What is to be said instead; nothing where it is open. */
async function opened({ show, key, retirementId, to }: ViewInput, ports: FormPorts): Promise<string | undefined> {
  const r = fold(await ports.ledger.read(key));
  if (r?.retirementId !== retirementId) return slackWords.isOver;
  const reader = await readerIn(to.slackUserId, r, ports);
  const may = mayOpen(show, r, to, ports);
  if (!may.ok) return catalogues[reader.language].forms.notTaken[may.reason];
  const view = formOf[show](r, settingFor(r, reader, ports), to.channel);
  return (await ports.views.open(to.triggerId, view)) === 'too late' ? slackWords.notOpened : undefined;
}

/** Better said before somebody has filled it in. What is sent is judged all the same. */
function mayOpen(show: FormName, r: Retirement, { slackUserId, channel }: Opener, { config }: FormPorts) {
  const actor = `slack:${slackUserId}`;
  switch (show) {
    case 'evidence':
      return { ok: true } as const;
    case 'freeze':
      return { ok: isOperator(actor, config), reason: 'operators only' } as const;
    case 'snooze':
    case 'not mine':
      return mayPutOff(r, { actor, channel, config });
    default:
      return show satisfies never;
  }
}

const formOf: Record<FormName, (r: Retirement, setting: Setting, channel: string) => View> = {
  snooze: snoozeForm,
  'not mine': notMineForm,
  evidence: allEvidence,
  freeze: freezeForm,
};

function settingFor(r: Retirement, reader: Reader, { clock, config }: FormPorts): Setting {
  const { calendar, operators } = config;
  const now = clock.now();
  return { now, reader, plan: restOf(r, now, calendar), ...(operators && { operators }) };
}

async function whispered(to: Opener, text: string, { whisperer }: FormPorts): Promise<void> {
  const { responseUrl, channel, slackUserId: user } = to;
  if (responseUrl) await whisperer.whisper({ responseUrl, channel, user }, text);
}
