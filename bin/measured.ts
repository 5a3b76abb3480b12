import { cpus, totalmem } from 'node:os';

/** A page with a new text for each of these sections (`## title` and what follows); the others, and what stands above, stay as they are. */
export function withSections(page: string, written: readonly string[]): string {
  const [intro = '', ...sections] = page.split(/^(?=## )/m).map((part) => part.trimEnd());
  for (const section of written) {
    const i = sections.findIndex((known) => titleOf(known) === titleOf(section));
    if (i < 0) sections.push(section);
    else sections[i] = section;
  }
  return `${[intro, ...sections].join('\n\n')}\n`;
}

/** `2 cores (AMD EPYC), 24 GiB, Node v20.20.2`: no figure means anything without it. */
export function machine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), ${memory} GiB, Node ${process.version}`;
}

/** Rows of a page's table. */
export const markdownTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const titleOf = (section: string): string => section.split('\n', 1)[0] ?? '';
