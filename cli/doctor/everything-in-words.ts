import { isWrong } from '../../lambda/core/doctor/finding';
import type { Finding } from '../../lambda/core/ports';
import { tableOf } from '../table';
import type { Cell } from '../table';
import type { Colours } from '../terminal';
import type { Everything } from './everything';
import { endOf, rowsOf } from './signs';

export const wrongIn = ({ findings }: Everything): number => findings.filter(isWrong).length;

/** All of it; an account in which all is well is one row. */
export function everythingInWords(all: Everything, colours: Colours): string {
  const { findings, more } = all;
  const rows = sectionsOf(findings)
    .flatMap(shown)
    .flatMap((finding): Cell[][] => rowsOf(finding, colours));
  return [
    tableOf(['LOOKED AT', 'FOUND, AND WHAT TO DO'], rows),
    ...(more ? [colours.dim(`and ${more} more channels, which were not looked at`)] : []),
    '',
    endOf(wrongIn(all), findings, colours),
  ].join('\n');
}

function shown({ title, of, isAccount }: Section): Finding[] {
  if (isAccount && !of.some(isWrong)) {
    const text = `All ${of.length} are as they have to be: ${of.map(({ what }) => what).join(', ')}.`;
    return [{ what: title, is: 'good', text }];
  }
  return (isAccount ? of.filter(isWrong) : of).map((finding) => ({
    ...finding,
    what: finding.what === title ? title : `${title}: ${finding.what}`,
  }));
}

interface Section {
  title: string;
  of: Finding[];
  /** There may be hundreds of them: what is well in one is not told by the piece. */
  isAccount: boolean;
}

function sectionsOf(findings: Everything['findings']): Section[] {
  const sections = new Map<string, Section>();
  for (const { part, account, ...finding } of findings) {
    const title = account ? account.name : part;
    const section = sections.get(account ? account.id : part) ?? { title, of: [], isAccount: account !== undefined };
    sections.set(account ? account.id : part, section);
    section.of.push(finding);
  }
  return [...sections.values()];
}
