import { LONGEST_ANSWER } from '../core/notices/inputs';
import type { FormName } from '../core/ports';
import type { Meant, Press } from './slack-request';

/** The buttons that this door takes, as Slack names them. */
export const ours = ['stop', 'dismiss', 'approve', 'snooze', 'not_mine', 'more', 'what_needs_it'] as const;

/** What a button means, by its name and what it carries; `undefined` where it carries nothing that this door knows. */
export function meantBy(
  actionId: string,
  carries: string,
  triggerId: string | undefined,
): (Meant & Pick<Press, 'retirementId' | 'keyId'>) | undefined {
  // What is behind the menu says itself what it is: `evidence.retirement-…`.
  const [, chosen = '', rest = ''] = actionId === 'more' ? (/^([a-z]{1,20})\.(.*)$/s.exec(carries) ?? []) : [];
  const name = actionId === 'more' ? chosen : actionId;
  const [, keyId, retirementId, question] = carried.exec(actionId === 'more' ? rest : carries) ?? [];
  if (!retirementId) return undefined;
  const about = { retirementId, ...(keyId && { keyId }) };
  switch (name) {
    case 'stop':
    case 'approve':
      return { kind: name, ...about };
    case 'dismiss':
      return { kind: name, ...about, ...(question && { question: Number(question) }) };
    default: {
      const form = forms.get(name);
      return form && triggerId ? { kind: 'open', form, triggerId, ...about } : undefined;
    }
  }
}

/** What was typed into the one line of a card, whose block names the retirement: `needs.retirement-…`. Nothing where nothing is left of it. */
export function needIn(blockId: string | undefined, typed: string): (Meant & Pick<Press, 'retirementId'>) | undefined {
  const [, retirementId] = /^needs\.([a-z0-9-]{1,80})$/.exec(blockId ?? '') ?? [];
  const words = typed.trim();
  return retirementId && words && words.length <= LONGEST_ANSWER ? { kind: 'need', words, retirementId } : undefined;
}

/** `<retirement>` or `<retirement>.<question>`; older messages have `<key>.` before it. */
const carried = /^(?:([A-Z0-9]{16,128})\.)?([a-z0-9-]{1,80})(?:\.(\d{1,4}))?$/;

/** Which modal a button opens. */
const forms = new Map<string, FormName>([
  ['snooze', 'snooze'],
  ['not_mine', 'not mine'],
  ['evidence', 'evidence'],
  ['freeze', 'freeze'],
]);
