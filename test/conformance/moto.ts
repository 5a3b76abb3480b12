import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { pythonWithMoto } from './python';

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
}

/** moto's server, with the additions, and the host of its functions. */
export interface Moto {
  /** Of all services. */
  endpoint: string;
  control: Control;
  /** What both have said. */
  log(): string;
  /** Of somebody who may do everything in an account: moto lets anybody assume anything. */
  in(accountId: string): Promise<Credentials>;
  stop(): Promise<void>;
}

export interface Control {
  state(): Promise<ClockState>;
  leap(to: number): Promise<{ leapt: number }>;
  /** For the contract of the keys port; see additions.py, 13. */
  ask(what: {
    /** What time it is, in seconds since 1970. */
    set?: number;
    users?: readonly object[];
    faults?: Readonly<Record<string, object>>;
    /** What CloudTrail has. */
    forget?: true;
  }): Promise<{ trail: { eventName: string; userIdentity: { arn: string } }[] }>;
}

/** In seconds since 1970; see additions.py, 1. */
export interface ClockState {
  now: number;
  leapt: number;
  doings: number;
  busy: number;
  running: number;
  waits: number[];
  later: number[];
}

export interface MotoOptions {
  /** The CDK is to deploy onto it. */
  deploys?: true;
  /** Where the functions find Slack. */
  slack?: string;
  /** Functions that are not called again where an event fails. */
  notRepeated?: readonly string[];
}

/** Starts both; they end with this process, or when they are stopped. */
export async function startMoto({ deploys, slack = '', notRepeated = [] }: MotoOptions = {}): Promise<Moto> {
  const python = pythonWithMoto();
  const folder = mkdtempSync(join(tmpdir(), 'keysunset-conformance-'));
  const code = join(folder, 'code');
  mkdirSync(code);
  const log = join(folder, 'log');
  const err = openSync(log, 'a');
  const started: ChildProcess[] = [];
  const start = (command: string, args: readonly string[], env: Record<string, string>) => {
    // Its standard input is our end of a pipe: it closes with us, however we end.
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', err], env: { ...process.env, ...env } });
    started.push(child);
    return firstLineOf(child, () => readFileSync(log, 'utf8'));
  };
  const stop = async (): Promise<void> => {
    await Promise.all(started.map(ended));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    // The functions learn of moto's address by each call, since the host starts first.
    const host = await start(process.execPath, [join(__dirname, 'lambda-host.mjs')], { CONFORMANCE_SLACK: slack });
    const said = await start(python, [join(__dirname, 'additions.py')], {
      CONFORMANCE_LAMBDA_HOST: host,
      CONFORMANCE_CODE: code,
      CONFORMANCE_NOT_REPEATED: notRepeated.join(','),
      PYTHONDONTWRITEBYTECODE: '1',
      ...(deploys && { CONFORMANCE_DEPLOYS: '1' }),
    });
    const { aws: endpoint, control } = JSON.parse(said) as { aws: string; control: string };
    return {
      endpoint,
      control: controlAt(control),
      log: () => readFileSync(log, 'utf8'),
      in: (accountId) => credentialsIn(accountId, endpoint),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function controlAt(address: string): Control {
  const post = async <T>(body: object): Promise<T> => {
    const answer = await fetch(address, { method: 'POST', body: JSON.stringify(body) });
    return (await answer.json()) as T;
  };
  return {
    state: async () => (await (await fetch(address)).json()) as ClockState,
    leap: (to) => post({ to }),
    ask: post,
  };
}

async function credentialsIn(accountId: string, endpoint: string): Promise<Credentials> {
  const anybody = { accessKeyId: 'anybody', secretAccessKey: 'anybody' };
  const sts = new STSClient({ endpoint, region: 'us-east-1', credentials: anybody });
  const RoleArn = `arn:aws:iam::${accountId}:role/conformance`;
  const { Credentials: got } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'conformance' }));
  sts.destroy();
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = got ?? {};
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}

function firstLineOf(child: ChildProcess, log: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const failed = () => reject(new Error(`${child.spawnfile} ended before it was ready:\n${log()}`));
    child.once('error', reject);
    child.once('exit', failed);
    if (!child.stdout) return failed();
    createInterface(child.stdout).once('line', resolve);
  });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
