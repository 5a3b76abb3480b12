import { InvalidArgumentError as InvalidArgument, Option } from 'commander';
import type { Command } from 'commander';
import { Temporal } from 'temporal-polyfill';
import { exampleConfig } from '../lib/example-config';
import { story } from '../rehearsal/cast';
import { generated } from '../rehearsal/generated-keys';
import { rehearse } from '../rehearsal/rehearse';
import type { Rehearsal, RehearseOptions } from '../rehearsal/rehearse';
import { serve } from '../rehearsal/serve';
import { storyOf } from '../rehearsal/story/story';
import { endOf } from '../rehearsal/story/end';
import { showInBrowser } from '../rehearsal/web/web';
import type { Program } from './command';
import { exit } from './terminal';
import { wholeNumber } from './whole-number';

interface Options {
  json?: true;
  keys?: number;
  seed: number;
  inProcess?: true;
  stopAfter?: string;
  serve?: true;
  pace: number;
  web?: true;
  port?: number;
}

const examples = `
Examples:
  keysunset rehearse                        nine keys of an imaginary company, 44 days in seconds
  keysunset rehearse --stop-after P1DT3H    every owner presses Stop 27 hours after the first notice
  keysunset rehearse --keys 1000 --seed 7   a thousand generated keys, through the same HTTP servers
  keysunset rehearse --keys 10000 --in-process
  keysunset rehearse --json                 one JSON object and nothing else
  keysunset rehearse --serve --pace 3600    kept open, an hour a second; ends with Ctrl-C
  keysunset rehearse --web                  in the browser: read the cards, press Stop, let time run

Exit codes: 0 every outcome is the expected one and I1 to I10 hold, 1 otherwise, 2 called wrongly.`;

/** Options that mean nothing in the browser. */
const elsewhere = ['serve', 'json', 'keys', 'inProcess', 'stopAfter'];

/** `keysunset rehearse`: the whole ritual on this machine, without AWS. */
export function addRehearse(program: Command, { terminal, ends }: Program): void {
  program
    .command('rehearse')
    .description('see the whole ritual on this machine: no AWS, no Slack, virtual time')
    .option('--json', 'print one JSON object and nothing else')
    .addOption(new Option('--keys <n>', 'so many generated keys instead of the story').argParser(wholeNumber('--keys')))
    .addOption(new Option('--seed <n>', 'of the generated keys').argParser(wholeNumber('--seed')).default(1))
    .option('--in-process', 'the same handlers without HTTP, for 10,000 keys and more')
    .addOption(
      new Option('--stop-after <duration>', 'all owners press Stop that long after their first notice').argParser(
        duration,
      ),
    )
    .option('--serve', 'keep it open for the other commands, until Ctrl-C')
    .addOption(
      new Option('--pace <n>', 'with --serve: virtual seconds in a second').argParser(wholeNumber('--pace')).default(1),
    )
    .addOption(new Option('--web', 'show it in the browser, until Ctrl-C').conflicts(elsewhere))
    .addOption(new Option('--port <n>', 'with --web: a port of your choice').argParser(portNumber))
    .addHelpText('after', examples)
    .action(async (options: Options, command: Command) => {
      const { port } = options;
      if (port !== undefined && !options.web) command.error("error: option '--port <n>' needs the option '--web'");
      if (options.web) return showInBrowser(story, terminal, port === undefined ? {} : { port });
      if (options.serve) return serve(story, options.pace, terminal);
      const result = await played(options, terminal);
      if (options.json) terminal.out(JSON.stringify(publicFacts(result)));
      else endOf(result, terminal, exampleConfig);
      const { keys, invariants, rights } = result;
      const refused = rights?.refused.length ?? 0;
      const right = keys.every(({ expected }) => expected) && invariants.violated.length === 0 && refused === 0;
      if (!right) ends(exit.failed);
    });
}

async function played(options: Options, terminal: Program['terminal']): Promise<Rehearsal> {
  const play = options.keys === undefined ? story : generated(options.keys, options.seed);
  const how: RehearseOptions = {
    transport: options.inProcess ? 'in process' : 'http',
    ...(options.stopAfter && { stopAfter: options.stopAfter }),
  };
  if (options.json) return rehearse(play, how);
  const teller = storyOf(play, how, terminal, { listAll: options.keys === undefined });
  const result = await rehearse(play, { ...how, ...teller });
  teller.done();
  return result;
}

/** The contract of --json. */
const publicFacts = ({ keys, ...rest }: Rehearsal): object => ({
  ...rest,
  keys: keys.map(({ expected: _, ...key }) => key),
});

function portNumber(text: string): number {
  const port = wholeNumber('--port')(text);
  if (port <= 65_535) return port;
  throw new InvalidArgument(`--port was given "${text}". Wanted: at most 65535, like 8080.`);
}

function duration(text: string): string {
  try {
    if (Temporal.Duration.from(text).sign >= 0) return text;
  } catch {
    // Said below, in the words of this command.
  }
  throw new InvalidArgument(`--stop-after was given "${text}". Wanted: an ISO 8601 duration, like P1DT3H.`);
}
