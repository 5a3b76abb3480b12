import { cardsMeant } from '../../../lambda/core/meant';

const card = (n: number, over = false) => ({ keyId: `AKIAEXAMPLE00000000${n}`, retirementId: `r-${n}`, over });
const [one, two, ended] = [card(1), card(2), card(3, true)] as const;

test.each([
  ['the only one there is', [one], 'stop', [one]],
  ['all that are still asked about', [one, two, ended], 'stop', [one, two]],
  ['the only one that is still asked about', [ended, two], 'stop', [two]],
  ['the one that is named', [one, two, ended], `stop ${two.keyId}`, [two]],
  ['the one that is named in lower case', [one, two], `stop ${two.keyId.toLowerCase()}, please`, [two]],
  ['the one that is named, though it has ended', [one, two, ended], `stop ${ended.keyId}`, [ended]],
  ['all, where two are named', [one, two], `stop ${one.keyId} ${two.keyId}`, [one, two]],
  ['all, where none is asked about any more', [ended, card(4, true)], 'stop', [ended, card(4, true)]],
  ['none, where there is none', [], 'stop', []],
])('meant is %s', (_, cards, text, meant) => expect(cardsMeant(cards, text)).toEqual(meant));

test('of two retirements of a named key the one that goes on is meant', () => {
  const again = { ...one, retirementId: 'r-9' };
  expect(cardsMeant([{ ...one, over: true }, again, two], `stop ${one.keyId}`)).toEqual([again]);
});
