import { parseKeyId } from '../../../lambda/core/key-id';

describe('an access key id', () => {
  test.each([
    ['AKIAY34FZKBOKMUTVV7A', '609629065308'],
    ['AKIAQAAAAAAAAAAAAAAA', '000000000000'],
    ['  AKIAY34FZKBOKMUTVV7A\n', '609629065308'],
  ])('%s of the new kind tells its account, %s', (text, accountId) => {
    expect(parseKeyId(text)).toEqual({ ok: true, keyId: text.trim(), accountId });
  });

  test.each(['AKIAIOSFODNN7EXAMPLE', 'AKIAJAAAAAAAAAAAAAAA', 'AKIAPZZZZZZZZZZZZZZZ'])(
    '%s of the old kind tells no account',
    (keyId) => {
      expect(parseKeyId(keyId)).toEqual({ ok: true, keyId });
    },
  );

  test('tells no account where the number in it has more than 12 digits', () => {
    expect(parseKeyId('AKIA7777777777777777')).toEqual({ ok: true, keyId: 'AKIA7777777777777777' });
  });

  test.each([
    ['ASIAY34FZKBOKMUTVV7A', 'ASIAY34FZKBOKMUTVV7A is a temporary key of AWS STS'],
    ['AIDAY34FZKBOKMUTVV7A', 'is the id of an IAM user. Give the id of an IAM user’s access key: it begins with AKIA.'],
    ['AROAY34FZKBOKMUTVV7A', 'is the id of a role'],
    ['akiay34fzkbokmutvv7a', 'is in lower case. Wanted: AKIA and 16 of A-Z and 2-7'],
    ['AKIAY34FZKBOKMUTVV7', 'AKIAY34FZKBOKMUTVV7 is not an access key id. Wanted:'],
    ['AKIAY34FZKBOKMUTVV10', 'AKIAY34FZKBOKMUTVV10 is not an access key id. Wanted:'],
    ['', 'No access key id was given. Wanted:'],
  ])('“%s” is refused, and told why', (text, why) => {
    expect(parseKeyId(text)).toEqual({ ok: false, why: expect.stringContaining(why) as string });
  });

  test('that is mistyped is repeated up to 24 characters; what is longer may be a secret', () => {
    const mistyped = `AKIA${'A'.repeat(20)}`;
    expect(parseKeyId(mistyped)).toMatchObject({ why: expect.stringContaining(`${mistyped} is not`) as string });
    expect(JSON.stringify(parseKeyId(`${mistyped}A`))).not.toContain(mistyped);
  });

  test('that may be a secret is refused without repeating it', () => {
    const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    const answer = parseKeyId(secret);
    expect(answer).toEqual({
      ok: false,
      why: expect.stringContaining('(40 characters) is not an access key id') as string,
    });
    expect(JSON.stringify(answer)).not.toContain(secret);
    expect(JSON.stringify(parseKeyId(`AKIA${secret}`))).not.toContain(secret);
  });
});
