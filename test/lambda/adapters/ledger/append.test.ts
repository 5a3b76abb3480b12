import { appendBy } from '../../../../lambda/adapters/ledger/append';
import type { Appending } from '../../../../lambda/adapters/ledger/append';
import { LostRace, Unavailable } from '../../../../lambda/core/errors';
import type { Chain } from '../../../../lambda/core/ports';
import { draft, noticeGiven, stopped } from '../../../contracts/ledger-drafts';

const KEY = 'AKIAEXAMPLE1';
const chain: Chain = { keyId: KEY, entries: [] };

/** Whatever an append does, in words; `fails` throws at one of them. */
function recorded(fails?: { at: keyof Appending; error: Error }) {
  const did: string[] = [];
  const doing = (what: keyof Appending, said: string): void => {
    did.push(said);
    if (fails?.at === what) throw fails.error;
  };
  const append = appendBy({
    announce: async ({ keyId, at }) => doing('announce', `announce ${keyId} at ${at}`),
    async put(to, { type }) {
      doing('put', `put ${type}`);
      return to;
    },
    writeHead: async () => doing('writeHead', 'write HEAD'),
  });
  return { did, append };
}

const said = `announce ${KEY} at ${draft(stopped).at}`;

test('an append is announced, then written, and HEAD comes last', async () => {
  const { did, append } = recorded();
  await append(chain, draft(stopped), draft(noticeGiven, 5));
  expect(did).toEqual([said, 'put StopRequested', 'put NoticeGiven', 'write HEAD']);
});

test('a stop is written though it could not be announced', async () => {
  const { did, append } = recorded({ at: 'announce', error: new Unavailable('Throttling') });
  await append(chain, draft(stopped));
  expect(did).toEqual([said, 'put StopRequested', 'write HEAD']);
});

test('nothing is written by who may not announce it', async () => {
  const { did, append } = recorded({ at: 'announce', error: new Error('AccessDenied') });
  await expect(append(chain, draft(stopped))).rejects.toThrow('AccessDenied');
  expect(did).toEqual([said]);
});

test('who has lost a race writes no HEAD', async () => {
  const { did, append } = recorded({ at: 'put', error: new LostRace(KEY, 2) });
  await expect(append(chain, draft(stopped))).rejects.toThrow(LostRace);
  expect(did).toEqual([said, 'put StopRequested']);
});

test('nothing is announced where nothing is appended', async () => {
  const { did, append } = recorded();
  await append(chain);
  expect(did).toEqual(['write HEAD']);
});
