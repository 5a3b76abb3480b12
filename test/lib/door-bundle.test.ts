import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle, packagesIn } from '../../bench/bundle';
import { entryOf } from '../../lib/function';

test('the Slack door starts without Slack’s client, without clients that its role could not use, and with the small zod', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keysunset-bundle-'));
  try {
    const metafile = await bundle(entryOf('slack-door'), join(folder, 'door.js'));
    const packages = packagesIn(metafile);
    expect(packages).toEqual(
      expect.arrayContaining(['@aws-sdk/client-dynamodb', '@aws-sdk/client-sfn', 'keysunset', 'zod']),
    );
    expect(packages.filter((name) => /^@slack\/|client-(?:iam|sts|cloudtrail)$|^express$/.test(name))).toEqual([]);
    const left = Object.values(metafile.outputs).flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
    );
    expect(left.filter((path) => path.includes('zod/v4/classic'))).toEqual([]);
    expect(left.filter((path) => /zod\/v4\/locales\/(?!en\.)/.test(path))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
