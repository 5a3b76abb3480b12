import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { StackFacts } from '../lib/asl';
import type { Entry } from '../lambda/core/entries';
import { fold } from '../lambda/core/evolve';
import { story } from './cast';
import { rehearse } from './rehearse';

/**
 * What a release leaves behind for the ones after it: executions that go on with its definition for up to 330 days, and
 * chains that are read for ever. Kept in rehearsal/releases, and walked with the handlers of today.
 */
export interface Release extends Machine {
  version: string;
  chains: readonly WrittenChain[];
}

export type Machine = Pick<StackFacts, 'stateMachineArn' | 'definition'>;

/** A chain as a release wrote it, and where the retirement stood after each entry: `soak`, `ended: kept`. */
export interface WrittenChain {
  keyId: string;
  phases: readonly string[];
  entries: readonly Entry[];
}

const folder = join(__dirname, 'releases');

/** Every release that is kept. */
export const keptReleases = (): Release[] =>
  readdirSync(folder).map((version) => ({
    version,
    ...(fromJson(version, 'state-machine.json') as Machine),
    chains: fromJson(version, 'chains.json') as WrittenChain[],
  }));

const fromJson = (...path: string[]): unknown => JSON.parse(readFileSync(join(folder, ...path), 'utf8'));

/** The files that keep a release: a line for each entry. */
export function filesOf({
  version,
  stateMachineArn,
  definition,
  chains,
}: Release): { path: string; content: string }[] {
  const machine: Machine = { stateMachineArn, definition };
  const lines = chains.map(({ keyId, phases, entries }) => {
    const head = `"keyId": ${JSON.stringify(keyId)},\n"phases": ${JSON.stringify(phases)},`;
    return `{${head}\n"entries": [\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]}`;
  });
  return [
    { path: join(folder, version, 'state-machine.json'), content: `${JSON.stringify(machine, undefined, 2)}\n` },
    { path: join(folder, version, 'chains.json'), content: `[${lines.join(',\n')}]\n` },
  ];
}

/** What the present state leaves behind, as this version: its machine, and some chains of the story. */
export async function presentRelease(version: string, { stateMachineArn, definition }: Machine): Promise<Release> {
  const written = new Map<string, { phases: string[]; entries: Entry[] }>();
  await rehearse(story, {
    transport: 'in process',
    definition,
    onEntry(entry, retirement) {
      const chain = written.get(entry.keyId) ?? { phases: [], entries: [] };
      chain.entries.push(entry);
      chain.phases.push(phaseOf(retirement));
      written.set(entry.keyId, chain);
    },
  });
  const chains = story.parts
    .filter(({ userName }) => told.includes(userName))
    .map(({ keyId }) => ({ keyId, ...(written.get(keyId) ?? { phases: [], entries: [] }) }));
  return { version, stateMachineArn, definition, chains };
}

/** Of each kind of end one: nobody missed it, a stop, use that was seen, an execution that died. */
const told = ['svc-image-resize', 'svc-pos-sync', 'svc-nightly-export', 'svc-stock-feed'];

/** Where the retirement of a chain stands after each of its entries. */
export const phasesOf = (keyId: string, entries: readonly Entry[]): string[] =>
  entries.map((_, i) => {
    const retirement = fold({ keyId, entries: entries.slice(0, i + 1) });
    return retirement ? phaseOf(retirement) : 'none';
  });

const phaseOf = ({ phase }: NonNullable<ReturnType<typeof fold>>): string =>
  phase.name === 'ended' ? `ended: ${phase.outcome}` : phase.name;

/** The versions of a changelog, and when each was released: `## 0.1.0 (2026-12-01)`, or `(unreleased)`. */
export function versionsIn(changelog: string): Map<string, string | undefined> {
  const headings = changelog.split('\n').filter((line) => line.startsWith('## '));
  return new Map(
    headings.map((line) => {
      const [, version, on] = /^## (\d+\.\d+\.\d+) \((unreleased|\d{4}-\d{2}-\d{2})\)$/.exec(line) ?? [];
      if (version && on) return [version, on === 'unreleased' ? undefined : on];
      throw new Error(`CHANGELOG.md says "${line}". Wanted: a line like "## 0.1.0 (2026-12-01)", or "(unreleased)".`);
    }),
  );
}

/** Why the present machine cannot be kept as this version; `undefined`: it can. */
export function whyNotKept(
  version: string,
  present: Machine,
  kept: Machine | undefined,
  changelog: string,
): string | undefined {
  const versions = versionsIn(changelog);
  if (!versions.has(version)) return `CHANGELOG.md has no heading for ${version}. Add "## ${version} (unreleased)".`;
  const on = versions.get(version);
  const { stateMachineArn, definition } = present;
  const same = kept && isDeepStrictEqual(definition, kept.definition) && stateMachineArn === kept.stateMachineArn;
  if (!on || !kept || same) return undefined;
  return (
    `${version} was released on ${on} with another state machine, and executions go on with that one. ` +
    'Raise the version in package.json, give it a heading in CHANGELOG.md, and run this again.'
  );
}
