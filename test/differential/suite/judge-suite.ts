import { spawnSync } from 'node:child_process';
import { PSS_SHA256, PSS_SHA384, PSS_SHA512 } from '../../support/xmldsig/methods';
import { requireTool } from '../../support/tool';
import type { Verdict } from '../verdicts';
import { allCases, type Case } from './cases';
import { ours } from './ours';
import { peersOf, type Peers } from './peers';
import { REASONS } from './reasons';
import { opensslAccepts } from './redirect';

/** Under load a process takes a long time to start, and these are more than a thousand. */
const TIMEOUT_MS = 900_000;

const XMLSEC_HAS_PSS = !/^xmlsec1 1\.2/.test(spawnSync('xmlsec1', ['--version'], { encoding: 'utf8' }).stdout);
const unknownToXmlsec = ({ document }: Peers) =>
  !XMLSEC_HAS_PSS && [PSS_SHA256, PSS_SHA384, PSS_SHA512].some((name) => document.includes(name));

/**
 * Each message of the attack suite, judged by us, by xml-crypto and by xmlsec1: what we accept they accept, with the same
 * octets, and what we refuse and they accept has a reason.
 *
 * @param fewest how many messages there are at least, and how many of them we accept.
 */
export function judgeSuite(protocol: 'saml11' | 'saml2' | 'logout', fewest: { all: number; accepted: number }): void {
  requireTool('xmlsec1')('the messages of the attack suite', () => {
    beforeAll(() => {
      // xmldom says in the console what it passes over.
      jest.spyOn(console, 'warn').mockImplementation(() => undefined);
      jest.spyOn(console, 'error').mockImplementation(() => undefined);
    });

    test(
      'what we accept the others accept, with the same octets; what they alone accept we refuse for a reason',
      async () => {
        const cases = allCases(protocol);
        const verdicts = cases.map((one) => ours(one));
        expect(cases.length).toBeGreaterThan(fewest.all);
        expect(verdicts.filter(({ accepted }) => accepted).length).toBeGreaterThan(fewest.accepted);
        // Where we refuse for a reason of the list, what they say changes nothing.
        const posted = cases.filter(({ query }, at) => query === undefined && !hasReason(verdicts[at]));
        const peers = new Map((await peersOf(posted)).map((found, at) => [posted[at], found]));
        // A few ways to encrypt; the others can be read.
        expect([...peers.values()].filter(({ unreadable }) => unreadable).length).toBeLessThan(60);
        const wrong = cases.flatMap((one, at) => {
          const verdict = verdicts[at] ?? { accepted: false, signed: [] };
          if (hasReason(verdict)) return [];
          const found = peers.get(one);
          if (found === undefined) {
            return complaint(one, verdict, { accepted: opensslAccepts(one), signed: [] }, 'openssl');
          }
          if (found.unreadable && verdict.accepted) return [];
          return [
            ...complaint(one, verdict, found.xmlCrypto, 'xml-crypto'),
            ...(unknownToXmlsec(found) ? [] : complaint(one, verdict, found.xmlsec, 'xmlsec1')),
          ];
        });
        expect(wrong).toEqual([]);
      },
      TIMEOUT_MS,
    );
  });
}

const hasReason = (verdict?: Verdict) => verdict?.code !== undefined && REASONS[verdict.code] !== undefined;

function complaint({ name }: Case, verdict: Verdict, theirs: Verdict, who: string): readonly string[] {
  const { accepted, code, signed } = verdict;
  if (!accepted) return theirs.accepted ? [`${who} accepts what we refuse as ${code ?? 'unsigned'}: ${name}`] : [];
  if (!theirs.accepted) return [`${who} refuses what we accept: ${name}`];
  return signed.every((octets, at) => octets === theirs.signed[at]) && signed.length === theirs.signed.length
    ? []
    : [`${who} reads other octets: ${name}`];
}
