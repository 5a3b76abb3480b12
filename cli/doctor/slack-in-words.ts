import { isWrong } from '../../lambda/core/doctor/finding';
import type { Finding } from '../../lambda/core/ports';
import { tableOf } from '../table';
import type { Colours } from '../terminal';
import { endOf, rowsOf } from './signs';

/** As the door answers it. */
export interface SlackExamined {
  findings: Finding[];
  /** So many channels were not looked at. */
  more?: number;
}

export function slackInWords({ findings, more }: SlackExamined, colours: Colours): string {
  return [
    tableOf(
      ['LOOKED AT', 'FOUND, AND WHAT TO DO'],
      findings.flatMap((finding) => rowsOf(finding, colours)),
    ),
    ...(more ? [colours.dim(`and ${more} more channels, which were not looked at`)] : []),
    '',
    endOf(findings.filter(isWrong).length, findings, colours),
  ].join('\n');
}
