import { parseDateTime } from '../../trust';
import { SAML } from '../brokers/saml2/names';
import { judged, met, notSeen, unmet, type Check, type Judgement } from './check';
import { entityIdOf } from './metadata-evidence';
import { issuerOf } from './request-evidence';
import { ofDocument, ofRequest } from './seen';

const NC_NAME = /^[\p{L}_][\p{L}\p{N}._-]*$/u;
/** 128 bits, in base64url. */
const UNGUESSABLE = 22;
const SKEW_MS = 5 * 60_000;
const ENTITY_FORMAT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity';

/** Who asks, and when (facts/oiosaml.md 1.3, 1.4). */
export const REQUEST_CHECKS: readonly Check[] = [
  {
    id: 'issuer',
    about: 'AuthnRequest',
    what: 'One Issuer, without a Format or with that of an entity',
    demand: 'must',
    source: 'SAML 2.0 profiles 4.1.4.1',
    judge: ofDocument((root) => {
      const issuers = root.all(SAML, 'Issuer');
      const format = issuers[0]?.attribute('Format') ?? ENTITY_FORMAT;
      const mend = 'Configure entityId (in node-saml: issuer), and leave Format out.';
      if (issuers.length !== 1 || issuerOf(root) === '')
        return unmet(`${issuers.length} Issuers, or an empty one`, mend);
      return judged(format === ENTITY_FORMAT, format === ENTITY_FORMAT ? issuerOf(root) : format, mend);
    }),
  },
  {
    id: 'issuer-known',
    about: 'AuthnRequest',
    what: 'Issuer is an entityID that is registered, or that metadata was given for',
    demand: 'must',
    source: 'NemLog-in answers registered IT systems only',
    judge: ofDocument((root, { metadata, registration }) => {
      const issuer = issuerOf(root);
      if (issuer === '') return notSeen('no Issuer');
      return judged(
        registration !== undefined || entityIdOf(metadata) === issuer,
        issuer,
        'Give the metadata of this entityID, or register it; compare to the last slash.',
      );
    }),
  },
  {
    id: 'version',
    about: 'AuthnRequest',
    what: 'Version is 2.0',
    demand: 'must',
    source: 'SAML 2.0 core 3.2.1',
    judge: ofDocument((root) => {
      const version = root.attribute('Version') ?? 'none';
      return judged(version === '2.0', version, 'Write Version="2.0".');
    }),
  },
  {
    id: 'request-id',
    about: 'AuthnRequest',
    what: 'ID is an NCName',
    demand: 'must',
    source: 'SAML 2.0 core 1.3.4',
    judge: ofDocument((root) => {
      const id = root.attribute('ID') ?? '';
      return judged(NC_NAME.test(id), id || 'none', 'Begin the ID with a letter or an underscore.');
    }),
  },
  {
    id: 'request-id-long',
    about: 'AuthnRequest',
    what: 'ID is long enough that nobody can guess it',
    demand: 'should',
    source: 'SAML 2.0 core 1.3.4: 128 bits at least',
    judge: ofDocument((root) => {
      const { length } = (root.attribute('ID') ?? '').replace(/^_/, '');
      return judged(
        length >= UNGUESSABLE,
        `${length} characters`,
        'Make it of 16 random bytes or more: "_" and crypto.randomBytes(20).toString("hex").',
      );
    }),
  },
  {
    id: 'request-id-new',
    about: 'AuthnRequest',
    what: 'ID was not used before',
    demand: 'must',
    source: 'SAML 2.0 core 1.3.4',
    judge: ofRequest(({ isRepeated, root }) => {
      if (root?.attribute('ID') === undefined) return notSeen('no ID');
      return isRepeated
        ? unmet('a request with this ID came before', 'Make a new ID for each login; keep no request to send it again.')
        : met('new');
    }),
  },
  {
    id: 'issue-instant',
    about: 'AuthnRequest',
    what: 'IssueInstant is within five minutes of now',
    demand: 'must',
    source: 'SAML 2.0 core 3.2.1; five minutes as in OIOSAML.Java',
    judge: ofRequest(({ root, receivedAt }) =>
      root === undefined
        ? notSeen('the AuthnRequest cannot be read')
        : freshness(root.attribute('IssueInstant'), receivedAt),
    ),
  },
];

function freshness(issueInstant: string | undefined, receivedAt: number): Judgement {
  const mend = 'Set the clock of your machine, and write IssueInstant as xs:dateTime with Z.';
  try {
    const seconds = Math.round((receivedAt - parseDateTime(issueInstant ?? '', 'IssueInstant')) / 1000);
    return judged(
      Math.abs(seconds) * 1000 <= SKEW_MS,
      `${issueInstant ?? ''}, ${seconds} seconds before it came`,
      mend,
    );
  } catch {
    return unmet(issueInstant ?? 'none', mend);
  }
}
