import { trimXml, type XmlElement } from '../../trust';
import { BASIC_FORMAT, METADATA, PERSISTENT, TRANSIENT, UNSPECIFIED, URI_FORMAT } from '../brokers/saml2/names';
import { OIOSAML2_NAMES } from '../brokers/nemlogin/oiosaml2';
import { OIOSAML3_NAMES } from '../brokers/nemlogin/oiosaml3';
import type { Dialect } from '../brokers/nemlogin/settings';
import { judged, met, notSeen, unmet, type Check, type Judgement } from './check';
import { ofMetadata } from './seen';

const CORE = 'https://data.gov.dk/model/core/';
const SIGNING = [
  'certificatePolicyQualifier',
  'certificateSSNPersistenceLevel',
  'certificateHolderIdentifier',
  'certificateCommonName',
  'anonymizedSigner',
  'referenceText',
  'securityCode',
  'requesterID',
];

/** The names that there are (facts/oiosaml.md 1.1 and 2); more than the simulated people have. */
const DIALECTS: Readonly<Record<Dialect, { readonly format: string; readonly names: ReadonlySet<string> }>> = {
  'oiosaml-3': {
    format: URI_FORMAT,
    names: new Set([
      ...OIOSAML3_NAMES,
      `${CORE}eid/bootstrapToken`,
      'dk:gov:saml:attribute:AssuranceLevel',
      ...SIGNING.map((name) => `${CORE}signing/${name}`),
    ]),
  },
  'oiosaml-2': {
    format: BASIC_FORMAT,
    names: new Set([
      ...OIOSAML2_NAMES,
      'dk:gov:saml:attribute:seNumberIdentifier',
      'dk:gov:saml:attribute:UserAdministratorIndicator',
      'urn:liberty:disco:2006-08:DiscoveryEPR',
      ...['11', '12', '16', '65'].map((last) => `urn:oid:2.5.4.${last}`),
      'dk:nemlogin:saml:attribute:IdPSessionIndex',
      'dk:nemlogin:saml:attribute:SpEntityId',
    ]),
  },
};

/** What only public authorities are told (facts/oiosaml.md 1.1). */
const AUTHORITIES_ONLY = /cprNumber|CprNumberIdentifier|privilegesIntermediate|Privileges_intermediate/;

/** What the service wants to be told, and under which name it wants to know people. */
export const ATTRIBUTE_CHECKS: readonly Check[] = [
  {
    id: 'metadata-name-id',
    about: 'metadata',
    what: 'Every NameIDFormat is one that NemLog-in has',
    demand: 'must',
    source: "NameIDFormat in NemLog-in's metadata: persistent, transient",
    judge: ofMetadata(({ role }) => {
      const formats = formatsOf(role);
      const others = formats.filter((format) => ![PERSISTENT, TRANSIENT, UNSPECIFIED].includes(format));
      return others.length === 0
        ? met(formats.join(', ') || 'none is named')
        : unmet(others.join(', '), `Announce ${PERSISTENT} (in node-saml: identifierFormat).`);
    }),
  },
  {
    id: 'metadata-name-id-persistent',
    about: 'metadata',
    what: 'A transient NameID is not the only one announced',
    demand: 'should',
    source: 'a transient NameID is another one at each login',
    judge: ofMetadata(({ role }) => {
      const formats = formatsOf(role);
      const only = formats.length > 0 && formats.every((format) => format === TRANSIENT);
      return judged(!only, formats.join(', ') || 'none is named', `Announce ${PERSISTENT}.`);
    }),
  },
  {
    id: 'attributes-known',
    about: 'metadata',
    what: 'Every RequestedAttribute is one of the dialect',
    demand: 'should',
    source: "Attribute in NemLog-in's metadata",
    judge: ofRequested((attributes, dialect) => {
      const unknown = attributes.map(nameIn).filter((name) => !DIALECTS[dialect].names.has(name));
      return judged(
        unknown.length === 0,
        unknown.join(', ') || `${attributes.length} of ${dialect}`,
        `Spell it as ${dialect} does, or leave it out. The dialect is an option: --dialect.`,
      );
    }),
  },
  {
    id: 'attributes-format',
    about: 'metadata',
    what: 'Every RequestedAttribute has the NameFormat of the dialect, or none',
    demand: 'should',
    source: "Attribute in NemLog-in's metadata",
    judge: ofRequested((attributes, dialect) => {
      const { format } = DIALECTS[dialect];
      const others = attributes.map((one) => one.attribute('NameFormat') ?? format).filter((one) => one !== format);
      return judged(others.length === 0, [...new Set(others)].join(', ') || format, `Write NameFormat="${format}".`);
    }),
  },
  {
    id: 'attributes-authority',
    about: 'metadata',
    what: 'Neither the CPR number nor privileges, unless you are a public authority',
    demand: 'should',
    source: 'DevTest4: private IT systems must not ask for cprNumber and privilegesIntermediate',
    judge: ofRequested((attributes) => {
      const only = attributes.map(nameIn).filter((name) => AUTHORITIES_ONLY.test(name));
      return judged(
        only.length === 0,
        only.join(', ') || 'neither',
        'Leave it out, unless you are a public authority.',
      );
    }),
  },
];

const formatsOf = (role: XmlElement): string[] =>
  role.all(METADATA, 'NameIDFormat').map(({ text }) => trimXml(text ?? ''));
const nameIn = (attribute: XmlElement): string => attribute.attribute('Name') ?? '';

function ofRequested(judge: (attributes: readonly XmlElement[], dialect: Dialect) => Judgement): Check['judge'] {
  return ofMetadata(({ role }, { dialect }) => {
    const attributes = role
      .all(METADATA, 'AttributeConsumingService')
      .flatMap((service) => service.all(METADATA, 'RequestedAttribute'));
    return attributes.length === 0 ? notSeen('no RequestedAttribute') : judge(attributes, dialect);
  });
}
