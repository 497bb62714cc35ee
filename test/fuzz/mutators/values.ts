import { documentMutators, octets, type Mutator } from '../mutator';
import type { Picks } from '../picks';
import { attributesOf, elementsOf, leavesOf, splice } from '../scan';

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

/** A time as it is, in other words; and others. */
function otherTime(time: string, picks: Picks): string {
  const at = Date.parse(time);
  const iso = (ms: number) => new Date(ms).toISOString();
  const shift = picks.one([0, 1, -1, 60, -60, 900, -900, 86_400, -86_400, 3_153_600_000]) * 1_000;
  const moved = Number.isNaN(at) ? '2026-03-04T12:00:00.000Z' : iso(at + shift);
  return picks.one([
    moved,
    moved.replace('Z', '+00:00'),
    moved.replace('Z', '-00:00'),
    moved.replace('Z', ''),
    moved.replace('T', ' '),
    moved.replace('.000Z', '.000000001Z'),
    ` ${moved} `,
    `-${moved}`,
    `1${moved}`,
    '2026-02-30T12:00:00Z',
    '2026-03-04T24:00:00Z',
    '9999-12-31T23:59:59Z',
    String(at),
    '',
  ]);
}

/** A value that somebody might take for the one expected. */
function nearly(value: string, picks: Picks): string {
  return picks.one([
    value,
    `${value}/`,
    `${value} `,
    ` ${value}`,
    `${value}#`,
    `${value}?x`,
    value.toUpperCase(),
    value.slice(0, -1),
    `${value}.evil.example`,
    value.replace('://', '://evil.example@'),
    value.replace('https:', 'http:'),
    value.replace('.example', octets('．example')),
    value.replaceAll('e', octets('е')),
    `${value}&#10;`,
  ]);
}

/** What the message says of when, for whom and by whom. */
export const VALUES: readonly Mutator[] = documentMutators(
  {
    'time-changed': (xml, picks) => {
      const times = elementsOf(xml).flatMap((element) =>
        attributesOf(xml, element).filter(({ value }) => TIME.test(value)),
      );
      const { name, value, start, end } = picks.one(times);
      return splice(xml, start, end, ` ${name}="${otherTime(value, picks)}"`);
    },
    'address-changed': (xml, picks, { expected }) => {
      const addresses = elementsOf(xml).flatMap((element) =>
        attributesOf(xml, element).filter(({ name }) =>
          /^(Recipient|Destination|InResponseTo|Issuer|Method)$/.test(name),
        ),
      );
      const { name, value, start, end } = picks.one(addresses);
      return splice(xml, start, end, ` ${name}="${nearly(picks.one([value, ...expected]), picks)}"`);
    },
    'party-changed': (xml, picks, { expected }) => {
      const leaves = leavesOf(xml).filter(({ local }) =>
        /^(Audience|Issuer|ConfirmationMethod|SessionIndex)$/.test(local),
      );
      const { inside, close } = picks.one(leaves);
      return splice(xml, inside, close, nearly(picks.one([xml.slice(inside, close), ...expected]), picks));
    },
    'status-changed': (xml, picks) => {
      const codes = elementsOf(xml)
        .filter(({ local }) => local === 'StatusCode')
        .flatMap((element) => attributesOf(xml, element).filter(({ name }) => name === 'Value'));
      const { value, start, end } = picks.one(codes);
      const other = picks.one([
        ...[value.replace('Success', 'Requester'), value.replace('Success', 'NotSuccess'), value.toLowerCase()],
        ...[`x:${value}`, ` ${value}`, `{urn:oasis:names:tc:SAML:1.0:protocol}Success`, 'Success', ''],
      ]);
      return splice(xml, start, end, ` Value="${other}"`);
    },
  },
  ['time-changed', 'address-changed', 'party-changed', 'status-changed'],
);
