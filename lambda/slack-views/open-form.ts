import { mayPutOff } from '../core/answers';
import type { Config } from '../core/config';
import { Unavailable } from '../core/errors';
import { fold } from '../core/evolve';
import { allEvidence } from '../core/notices/all-evidence';
import { freezeForm, notMineForm, snoozeForm } from '../core/notices/forms';
import { inBoth } from '../core/notices/told';
import type { View } from '../core/notices/views';
import { catalogues } from '../core/notices/voice';
import type { Setting } from '../core/notices/voice';
import { isOperator } from '../core/operators';
import type { Clock, FormName, Ledger, Messenger, Opener, ViewInput, Views, Whisperer } from '../core/ports';
import type { Retirement } from '../core/retirement';
import { settingFor } from '../steps/card-setting';
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
    await whispered(
      to,
      inBoth(({ door }) => door.notOpened),
      ports,
    );
    // What passes by itself is for the next press; what does not is a mistake that somebody has to see.
    if (!(error instanceof Unavailable)) throw error;
  }
}

/** What is to be said instead; nothing where it is open. */
async function opened({ show, key, retirementId, to }: ViewInput, ports: FormPorts): Promise<string | undefined> {
  const r = fold(await ports.ledger.read(key));
  if (r?.retirementId !== retirementId) return inBoth(({ door }) => door.isOver);
  const reader = await readerIn(to.slackUserId, r, ports);
  const may = mayOpen(show, r, to, ports);
  const { forms, door } = catalogues[reader.language];
  if (!may.ok) return forms.notTaken[may.said.is];
  const view = formOf[show](r, settingFor(reader, { retirement: r }, ports), to.channel);
  return (await ports.views.open(to.triggerId, view)) === 'too late' ? door.notOpened : undefined;
}

/** Better said before somebody has filled it in. What is sent is judged all the same. */
function mayOpen(show: FormName, r: Retirement, { slackUserId, channel }: Opener, { config }: FormPorts) {
  const actor = `slack:${slackUserId}`;
  switch (show) {
    case 'evidence':
      return { ok: true } as const;
    case 'freeze':
      return isOperator(actor, config)
        ? ({ ok: true } as const)
        : ({ ok: false, said: { is: 'operators only' } } as const);
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

async function whispered(to: Opener, text: string, { whisperer }: FormPorts): Promise<void> {
  const { responseUrl, channel, slackUserId: user } = to;
  if (responseUrl) await whisperer.whisper({ responseUrl, channel, user }, text);
}
