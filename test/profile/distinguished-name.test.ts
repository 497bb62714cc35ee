import fc from 'fast-check';
import { parseDistinguishedName } from '../../src/profile/distinguished-name';

const PID = 'PID:9208-2002-2-024271267078';

test.each([
  `C=DK, O=Ingen organisatorisk tilknytning, CN=Bjørn Ærø + SERIALNUMBER=${PID}`,
  `SERIALNUMBER=${PID} + CN=Bjørn Ærø, O=Ingen organisatorisk tilknytning, C=DK`,
  `cn=Bjørn Ærø+serialNumber=${PID},o=Ingen organisatorisk tilknytning,c=DK`,
  `2.5.4.3=Bjørn Ærø;OID.2.5.4.5=${PID};2.5.4.10=Ingen organisatorisk tilknytning`,
  `CN="Bjørn Ærø" + Serial="${PID}", O = "Ingen organisatorisk tilknytning" , C=DK`,
  `CN=Bj\\C3\\B8rn \\C3\\86r\\c3\\b8,2.5.4.5=#131c${Buffer.from(PID).toString('hex')},O=Ingen organisatorisk tilknytning`,
])('reads %s', (text) => {
  expect(parseDistinguishedName(text)).toEqual({
    commonName: 'Bjørn Ærø',
    serialNumber: PID,
    organization: 'Ingen organisatorisk tilknytning',
  });
});

test.each([
  ['CN=a\\, b', 'a, b'],
  ['CN=a\\+b\\=c\\\\', 'a+b=c\\'],
  ['CN="a, b + c"', 'a, b + c'],
  ['CN="a \\"b\\""', 'a "b"'],
  ['CN=a "b" c', 'a "b" c'],
  ['CN= a b  , C=DK', 'a b'],
  ['CN=a\\ , C=DK', 'a '],
  ['CN=a=b', 'a=b'],
  ['CN=#zz', '#zz'],
  ['CN=', ''],
])('%s is read as it is written', (text, commonName) => {
  expect(parseDistinguishedName(text)?.commonName).toBe(commonName);
});

test.each([
  ['a CN twice', 'CN=a, CN=b'],
  ['a serialNumber twice, by two names', 'SERIALNUMBER=1 + 2.5.4.5=2'],
  ['an O twice', 'O=a, O=a'],
  ['no type', 'a'],
  ['no type in the middle', 'CN=a, b, C=DK'],
  ['a separator at the end', 'CN=a,'],
  ['a separator at the start', ',CN=a'],
  ['a quotation that does not end', 'CN="a'],
  ['something after a quotation', 'CN="a" b'],
  ['a backslash at the end', 'CN=a\\'],
  ['a hex string cut short', '2.5.4.5=#131c41'],
  ['too much', `CN=${'x'.repeat(4096)}`],
])('refuses %s', (_, text) => {
  expect(parseDistinguishedName(text)).toBeUndefined();
});

test('an organisation cannot write itself a serialNumber', () => {
  const written = `C=DK, O=Evil\\, CN=x + SERIALNUMBER=${PID}, CN=Real + SERIALNUMBER=CVR:90000001-RID:1`;
  expect(parseDistinguishedName(written)).toBeUndefined();
  const escaped = `C=DK, O="Evil, CN=x + SERIALNUMBER=${PID}", CN=Real + SERIALNUMBER=CVR:90000001-RID:1`;
  expect(parseDistinguishedName(escaped)?.serialNumber).toBe('CVR:90000001-RID:1');
});

test('any name that is escaped comes back', () => {
  const escape = (text: string) =>
    text
      .replaceAll(/[,+"\\<>;=]/g, '\\$&')
      .replace(/^[ #]/, '\\$&')
      .replace(/(?<!\\) $/, '\\ ');
  // Of white space only the blank: others cannot be told from what stands around a value.
  const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/[^\S ]/.test(text));
  fc.assert(
    fc.property(name, (commonName) => {
      expect(parseDistinguishedName(`O=x, CN=${escape(commonName)} + C=DK`)?.commonName).toBe(commonName);
    }),
  );
});

test('no text makes it throw, or takes it long', () => {
  const unit = fc.constantFrom('C', 'N', '=', ',', '+', '"', '\\', '#', ' ', '1', '3', 'ø');
  fc.assert(fc.property(fc.string({ unit }), (text) => [parseDistinguishedName(text)].length === 1));
  for (const part of ['CN=a\\', '"', 'a+', ' ', '\\"', 'CN="\\', '1.', 'CN= ']) {
    expect(() => parseDistinguishedName(part.repeat(4096).slice(0, 4096))).not.toThrow();
  }
});
