import { startMoto } from '../moto';
import type { Moto } from '../moto';
import { cases } from './cases';
import { differences } from './differences';
import { inMoto, inTheRehearsal } from './engines';
import type { Came } from './engines';

describe('the rehearsal’s interpreter and moto’s', () => {
  const all = [...cases, ...differences];
  let moto: Moto;
  let came: Came[];
  beforeAll(async () => {
    moto = await startMoto();
    came = await inMoto(moto, all);
  });
  afterAll(() => moto?.stop());

  const inMotoCame = (name: string): Came | undefined => came[all.findIndex((one) => one.name === name)];

  test.each(cases)('go the same way: $name', async (one) => {
    expect(await inTheRehearsal(one)).toEqual(inMotoCame(one.name));
  });

  // Where one of them changes, the list is out of date.
  test.each(differences)('differ, as is known: $name', async (one) => {
    if (one.rehearsal === 'refused') await expect(inTheRehearsal(one)).rejects.toThrow('not known here');
    else expect(await inTheRehearsal(one)).toMatchObject(one.rehearsal);
    expect(inMotoCame(one.name)).toMatchObject(one.moto);
  });
});
