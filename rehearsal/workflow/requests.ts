import { WorkflowRefused } from './errors';
import type { Json } from './json';

/** A name that Step Functions takes: 1 to 80 characters, no spaces, none of its special ones. */
export function checkName(name: string): void {
  if (/^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u.test(name)) return;
  throw new WorkflowRefused('InvalidName', `Invalid Name: '${name}'`);
}

export const parseInput = (input: string): Json =>
  parse(input, 'InvalidExecutionInput', 'Invalid State Machine Execution Input');

export const parseOutput = (output: string): Json => parse(output, 'InvalidOutput', 'Invalid Output');

const LARGEST = 256 * 1024;

function parse(text: string, type: string, message: string): Json {
  if (Buffer.byteLength(text) > LARGEST) throw new WorkflowRefused(type, `${message}: over ${LARGEST} bytes`);
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw new WorkflowRefused(type, `${message}: '${error instanceof Error ? error.message : String(error)}'`);
  }
}
