import type { Message } from '../ports';
import type { Retirement } from '../retirement';
import { buttons, limits, message, section, sectionWithButton } from './blocks';
import { choicesFor, stop } from './choices';
import { subjectOf } from './names';
import { plainVoice, voiceFor } from './voice';
import type { Audience, Setting } from './voice';

/** To somebody who wrote below a card what is no stop: nothing came of it, and how to keep the key. */
export function howToKeep(r: Retirement, setting: Setting): Message {
  const voice = voiceFor(setting);
  const { t } = voice;
  const { key, user, account } = subjectOf(r);
  const { choices, more } = choicesFor(r, voice);
  return message(t.card.lineOf(t.card.about(key, user, account), t.replies.toKeep), [
    section(t.replies.toKeep),
    buttons(choices, more),
  ]);
}

/** To somebody who wrote where several cards stand: which key do they mean? Each is kept by its button. */
export function whichKey(live: readonly Retirement[], { stop: stops }: { stop: boolean }, to: Audience): Message {
  const { t } = plainVoice(to);
  const { replies } = t;
  if (live.length === 0) return message(replies.noneLeft, [section(replies.noneLeft)]);
  const asked = stops ? replies.which : replies.toKeepOne;
  return message(asked, [
    section(asked),
    ...live.slice(0, limits.blocks - 1).map((r) => {
      const { keyInCode, user, account, accountId } = subjectOf(r);
      return sectionWithButton(`${keyInCode}\n${t.card.who(user, account, accountId)}`, stop(r, t.choices.stop));
    }),
  ]);
}
