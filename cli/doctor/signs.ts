import type { Finding } from '../../lambda/core/ports';
import type { Cell } from '../table';
import type { Colours } from '../terminal';

/** What was found, and below it what to do. */
export function rowsOf({ what, is, text, todo }: Finding, colours: Colours): Cell[][] {
  const { sign, colour } = signs(colours)[is];
  return [[{ text: `${sign} ${what}`, colour }, text], ...(todo ? [['', { text: todo, colour: colours.bold }]] : [])];
}

/** How many were looked at; what Slack tells to nobody is not among them. */
export const lookedAt = (findings: readonly Finding[]): number => findings.filter(({ is }) => is !== 'not told').length;

/** `✓ all 8 are as they have to be` */
export function endOf(wrong: number, findings: readonly Finding[], colours: Colours): string {
  const all = lookedAt(findings);
  const end =
    wrong > 0 ? colours.red(`▲ ${wrong} of ${all} to put right`) : colours.green(`✓ all ${all} are as they have to be`);
  return `${end}${all < findings.length ? colours.dim('; what Slack does not tell (?) is yours to try') : ''}`;
}

const signs = (colours: Colours): Record<Finding['is'], { sign: string; colour: (text: string) => string }> => ({
  good: { sign: '✓', colour: colours.green },
  missing: { sign: '▲', colour: colours.red },
  'not read': { sign: '▲', colour: colours.yellow },
  'not told': { sign: '?', colour: colours.dim },
});
