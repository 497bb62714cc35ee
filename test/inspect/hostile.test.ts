import { DS } from '../support/xmldsig/methods';
import { ASSERTION2, base64, saml2Response, signSaml2 } from '../support/saml2';
import { codesOf, inspected, NEMLOG_IN, NOW } from './support/inspecting';

// Each of these would cost minutes if every part of it were looked at as the first is.
const signed = signSaml2(saml2Response({ now: NOW }));
const whole = /<ds:Signature [\s\S]*<\/ds:Signature>/;
const signature = (whole.exec(signed)?.[0] ?? '').replace(/<ds:KeyInfo>.*<\/ds:KeyInfo>/, '');

test.each<[string, string, string]>([
  ['signatures without end', 'digest_mismatch', signed.replace(whole, () => signature.repeat(150))],
  [
    'ciphertexts without end',
    'assertion_count',
    signed.replace(
      '</samlp:Response>',
      `${`<saml:EncryptedAssertion xmlns:saml="${ASSERTION2}"/>`.repeat(2500)}</samlp:Response>`,
    ),
  ],
  ['a value of 150 kB', 'digest_mismatch', signed.replace('Åkjær', 'QUJD'.repeat(37_000))],
  ['a value of digits', 'digest_mismatch', signed.replace('Åkjær', '01'.repeat(75_000))],
  ['a signature by another name space', 'signature_missing', signed.replaceAll(DS, 'urn:x')],
])('%s: %s, and a short description', async (_name, code, xml) => {
  const inspection = await inspected(xml, NEMLOG_IN);
  expect(codesOf(inspection)).toContain(code);
  expect(inspection.signatures.length).toBeLessThan(9);
  expect(inspection.encryption.length).toBeLessThan(9);
  expect(JSON.stringify(inspection).length).toBeLessThan(30_000);
});

test.each<[string, (written: string) => string]>([
  ['an element in a value', (written) => signed.replace('Åkjær', `<x${written}/>`)],
  [
    'the root of a document in a value',
    (written) => signed.replace(/Ærø [^<]*/, base64(`<x${written}>${' '.repeat(40)}</x${written}>`)),
  ],
  ['an algorithm that is cut', (written) => signed.replace('rsa-sha256', `${'y'.repeat(71)}${written}`)],
])('a CPR number in the name of %s is masked', async (_name, write) => {
  const text = JSON.stringify(await inspected(write('0101705678')));
  // Nine digits of it, which a cut would leave.
  expect(text.includes('010170567')).toBe(false);
});
