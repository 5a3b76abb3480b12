import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { config, hub } from './config';
import type { Moto } from './moto';

const ROOT = join(__dirname, '../..');

/** What the docs tell people to do: bootstrap each account, deploy the hub, then the members. */
export async function deploy(moto: Moto): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'keysunset-deploy-'));
  try {
    const file = join(folder, 'keysunset.json');
    writeFileSync(file, JSON.stringify(config));
    const app = ['--context', `config=${file}`, '--context', `hub=${hub.account}`, '--context', `region=${hub.region}`];
    const out = join(folder, 'cdk.out');
    const cdk = cdkOver(moto);
    await Promise.all([
      cdk(hub.account, ROOT, ['synth', '--quiet', '--output', out, ...app]),
      ...config.accounts.map(({ id }) =>
        // Where there is no app: else it would be synthesized.
        cdk(id, folder, [
          'bootstrap',
          ...[...(id === hub.account ? [hub.region] : []), 'us-east-1'].map((region) => `aws://${id}/${region}`),
        ]),
      ),
    ]);
    const deployed = ['--app', out, '--require-approval', 'never', '--outputs-file', join(folder, 'outputs.json')];
    await cdk(hub.account, folder, ['deploy', 'Keysunset', ...deployed]);
    await cdk(hub.account, folder, ['deploy', 'Keysunset-member-*', '--concurrency', '3', ...deployed]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The command line that people use, with somebody's credentials in an account. */
const cdkOver = (moto: Moto) => async (accountId: string, cwd: string, args: readonly string[]) => {
  const { accessKeyId, secretAccessKey, sessionToken } = await moto.in(accountId);
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL: moto.endpoint,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
    AWS_REGION: hub.region,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    CI: 'true',
  };
  const cdk = join(ROOT, 'node_modules/.bin/cdk');
  try {
    return await promisify(execFile)(cdk, [...args], { cwd, env, maxBuffer: 2 ** 26 });
  } catch (cause) {
    const { stderr, stdout } = cause as { stderr?: string; stdout?: string };
    throw new Error(`cdk ${args[0]} failed:\n${stdout}\n${stderr}\n${moto.log().slice(-4000)}`, { cause });
  }
};
