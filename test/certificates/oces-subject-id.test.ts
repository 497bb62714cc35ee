import fc from 'fast-check';
import { parseOcesSubjectId } from '../../src/certificates';

const UUID = '3a905527-0060-4948-8854-01f938664cac';

test.each([
  ['PID:9208-2002-2-024271267078', { kind: 'person', id: '9208-2002-2-024271267078', pid: '9208-2002-2-024271267078' }],
  [
    'CVR:90000001-RID:27304742',
    { kind: 'employee', id: 'CVR:90000001-RID:27304742', cvr: '90000001', rid: '27304742' },
  ],
  ['CVR:90000001-RID:soren', { kind: 'employee', id: 'CVR:90000001-RID:soren', cvr: '90000001', rid: 'soren' }],
  ['CVR:90000001-UID:42', { kind: 'company', id: 'CVR:90000001-UID:42', cvr: '90000001', uid: '42' }],
  ['CVR:90000001-FID:42', { kind: 'function', id: 'CVR:90000001-FID:42', cvr: '90000001', fid: '42' }],
  [`UI:DK-E:G:${UUID.toUpperCase()}`, { kind: 'employee', id: UUID, uuid: UUID }],
  [`UI:DK-O:G:${UUID}`, { kind: 'organisation', id: UUID, uuid: UUID }],
  [`UI:DK-P:G:${UUID}`, { kind: 'person', id: UUID, uuid: UUID }],
])('%s is read', (text, expected) => {
  expect(parseOcesSubjectId(text)).toStrictEqual(expected);
});

test.each([
  '',
  '9208-2002-2-024271267078',
  'PID:9208-2002-2-1',
  'CVR:9000001-RID:1',
  'CVR:90000001-RID:',
  'CVR:90000001-UID:word',
  'CVR:90000001-XID:1',
  'xCVR:90000001-RID:1',
  `UI:DK-X:G:${UUID}`,
  `UI:SE-E:G:${UUID}`,
  'UI:DK-E:G:------------------------------------',
  `UI:DK-E:G:urn:uuid:${UUID}`,
])('%s is not an OCES subject', (text) => {
  expect(parseOcesSubjectId(text)).toBeUndefined();
});

test('no text makes it throw', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseOcesSubjectId(text)));
});
