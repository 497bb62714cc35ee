import { readTrustedCertificates } from '../../certificates';
import { MitIdError } from '../../errors';
import { validityOf } from '../../metadata/validity';
import { DSIG_NAMESPACE, verifySignature, type XmlElement } from '../../trust';
import { METADATA } from '../brokers/saml2/names';
import { judged, met, notSeen, unmet, type Check, type Judgement } from './check';
import { certificatesIn, isSaml2, type ReadableMetadata } from './metadata-evidence';
import { ofMetadata } from './seen';
import { structureProblems } from './structure';

const MAX_ENTITY_ID = 1024;

/** The document, and who it says it is (saml-metadata-2.0-os). */
export const METADATA_CHECKS: readonly Check[] = [
  {
    id: 'metadata-readable',
    about: 'metadata',
    what: 'It is SAML 2.0 metadata of a service provider that a strict reader takes',
    demand: 'must',
    source: 'SAML 2.0 metadata 2.3',
    judge: ({ metadata }) => {
      if (metadata === undefined) return notSeen('no metadata was given', 'Give it: --sp-metadata <file>.');
      if (!('problem' in metadata)) return met(metadata.root.local);
      return unmet(metadata.problem, 'Give the EntityDescriptor of your service: strategy.serviceProviderMetadata().');
    },
  },
  {
    id: 'metadata-one',
    about: 'metadata',
    what: 'It describes one service provider',
    demand: 'must',
    source: 'an IT system at NemLog-in is one entity',
    judge: ofMetadata(({ serviceProviders }) =>
      judged(serviceProviders === 1, String(serviceProviders), 'Give the EntityDescriptor of this service alone.'),
    ),
  },
  {
    id: 'metadata-structure',
    about: 'metadata',
    what: 'Elements and attributes stand where the schema wants them',
    demand: 'must',
    source: 'saml-schema-metadata-2.0.xsd',
    judge: ofMetadata(({ entity }) => {
      const problems = structureProblems(entity);
      return judged(
        problems.length === 0,
        problems.join('; ') || 'in order',
        'Have it written by a tool, and validate it.',
      );
    }),
  },
  {
    id: 'metadata-protocol',
    about: 'metadata',
    what: 'protocolSupportEnumeration names SAML 2.0',
    demand: 'must',
    source: 'SAML 2.0 metadata 2.4.1',
    judge: ofMetadata(({ role }) =>
      judged(
        isSaml2(role),
        role.attribute('protocolSupportEnumeration') ?? 'none',
        'Write protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol".',
      ),
    ),
  },
  {
    id: 'entity-id',
    about: 'metadata',
    what: 'entityID is an absolute URI of 1024 characters at most',
    demand: 'must',
    source: 'SAML 2.0 metadata 2.2.1',
    judge: ofMetadata(({ entity }) => {
      const id = entity.attribute('entityID') ?? '';
      return judged(
        URL.canParse(id) && id.length <= MAX_ENTITY_ID,
        id || 'none',
        'Choose a URI under a domain of yours, such as https://app.example/saml; it need not answer.',
      );
    }),
  },
  {
    id: 'metadata-valid-until',
    about: 'metadata',
    what: 'validUntil, where there is one, is in the future',
    demand: 'must',
    source: 'SAML 2.0 metadata 2.3.2',
    judge: ofMetadata(({ role }, { now }) => {
      const problems: string[] = [];
      const { validUntil } = validityOf(role, now, problems);
      const end = validUntil === undefined ? 'none' : new Date(validUntil).toISOString();
      return judged(
        problems.length === 0,
        problems.join('; ').replaceAll('idpMetadata ', '') || end,
        'Write it anew with a later date, and register that; or leave validUntil out.',
      );
    }),
  },
  {
    id: 'metadata-signature',
    about: 'metadata',
    what: 'A signature over it, where there is one, holds',
    demand: 'must',
    source: 'SAML 2.0 metadata 3',
    judge: ofMetadata(judgeSignature),
  },
  {
    id: 'requests-signed',
    about: 'metadata',
    what: 'AuthnRequestsSigned is true',
    demand: 'must',
    source: "WantAuthnRequestsSigned in NemLog-in's metadata",
    judge: ofMetadata(({ role }) => judgeFlag(role, 'AuthnRequestsSigned')),
  },
  {
    id: 'assertions-signed',
    about: 'metadata',
    what: 'WantAssertionsSigned is true',
    demand: 'should',
    source: 'OIOSAML.Java refuses an assertion that is not signed',
    judge: ofMetadata(({ role }) => judgeFlag(role, 'WantAssertionsSigned')),
  },
  {
    id: 'organization',
    about: 'metadata',
    what: 'It names the organisation',
    demand: 'should',
    source: 'SAML 2.0 metadata 2.3.2.1',
    judge: ofMetadata(({ entity, role }) => {
      const [name] = inEither(entity, role, 'Organization').flatMap((one) => one.all(METADATA, 'OrganizationName'));
      return judged(name !== undefined, name?.text ?? 'none', 'Add Organization with name, display name and URL.');
    }),
  },
  {
    id: 'technical-contact',
    about: 'metadata',
    what: 'It names a technical contact with an e-mail address',
    demand: 'should',
    source: 'SAML 2.0 metadata 2.3.2.2',
    judge: ofMetadata(({ entity, role }) => {
      const [email] = inEither(entity, role, 'ContactPerson')
        .filter((contact) => contact.attribute('contactType') === 'technical')
        .flatMap((contact) => contact.all(METADATA, 'EmailAddress'));
      return judged(
        email !== undefined,
        email?.text ?? 'none',
        'Add a ContactPerson of contactType technical, with an EmailAddress of a group that reads it.',
      );
    }),
  },
];

function judgeFlag(role: XmlElement, name: string): Judgement {
  const value = role.attribute(name) ?? 'none, which means false';
  return judged(['true', '1'].includes(value), value, `Write ${name}="true" in SPSSODescriptor.`);
}

const inEither = (entity: XmlElement, role: XmlElement, local: string): XmlElement[] =>
  [entity, role].flatMap((element) => element.all(METADATA, local));

/** By a certificate that it announces, or that stands in the signature: whom to believe is not the question here. */
function judgeSignature({ root, entity, signing }: ReadableMetadata): Judgement {
  const signed = [...new Set([root, entity])].filter((element) => element.all(DSIG_NAMESPACE, 'Signature').length > 0);
  if (signed.length === 0) return notSeen('not signed');
  try {
    for (const element of signed) {
      for (const signature of element.all(DSIG_NAMESPACE, 'Signature')) {
        const certificates = [...signing.certificates, ...certificatesIn(signature).filter((one) => one !== undefined)];
        const pem = certificates.map((one) => one.toString());
        verifySignature(signature, element, element.attribute('ID') ?? '', {
          certificates: readTrustedCertificates(pem, 'metadata').certificates,
        });
      }
    }
    return met('it holds');
  } catch (error) {
    if (!(error instanceof MitIdError)) throw error;
    return unmet(
      error.explain(),
      'Sign it last, with RSA and SHA-256, and change nothing afterwards: not even white space.',
    );
  }
}
