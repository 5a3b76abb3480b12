import { MOST_IN_DIGEST } from '../digest';
import type { DigestKey, Message } from '../ports';
import { context, header, limits, message, section, sections } from './blocks';
import { code, foreign } from './mrkdwn';
import { plainVoice } from './voice';
import type { Audience } from './voice';

/** So many are named; the cards say the rest. */
const MOST_NAMED = 40;

/** What an owner of many keys is told first: which keys are asked about on this day. The cards are in its thread. */
export function digestMessage(keys: readonly DigestKey[], to: Audience): Message {
  const { t } = plainVoice(to);
  const { digest: say } = t;
  const headline = keys.length < MOST_IN_DIGEST ? say.headline(keys.length) : say.orMore(keys.length);
  const named = [...keys].sort((a, b) => a.userName.localeCompare(b.userName, 'en')).slice(0, MOST_NAMED);
  const lines = named.map(({ keyId, userName, accountName }) =>
    say.key(code(keyId), foreign(userName, 64), foreign(accountName, 64)),
  );
  return message(`${headline}\n${say.how}`.slice(0, limits.text), [
    header(headline),
    section(say.how),
    ...sections(lines),
    ...(keys.length > named.length ? [context(say.more(keys.length - named.length))] : []),
  ]);
}
