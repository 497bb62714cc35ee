import { trimXml, type XmlElement } from '../../trust';
import { CREDENTIAL_CLASS, EXTENSIONS, IDENTITY_CLASS, LOA_CLASS } from '../brokers/nemlogin/names';
import { PERSISTENT, SAML, SAMLP, TRANSIENT, UNSPECIFIED } from '../brokers/saml2/names';
import { judged, met, notSeen, unmet, type Check, type Judgement } from './check';
import { ofDocument } from './seen';

const KNOWN_CLASS = new RegExp(
  `^(?:${LOA_CLASS}(?:Low|Substantial|High)|${IDENTITY_CLASS}(?:Person|Professional)|${CREDENTIAL_CLASS}[a-z]+)$`,
);

/** What the request asks for (facts/oiosaml.md 1.2, 1.3). */
export const CONTEXT_CHECKS: readonly Check[] = [
  {
    id: 'name-id-policy',
    about: 'AuthnRequest',
    what: 'NameIDPolicy asks for a format that NemLog-in has',
    demand: 'must',
    source: "NameIDFormat in NemLog-in's metadata: persistent, transient",
    judge: ofDocument((root) => {
      const format = formatOf(root);
      return judged(
        [undefined, PERSISTENT, TRANSIENT, UNSPECIFIED].includes(format),
        format ?? 'none',
        `Ask for ${PERSISTENT} (in node-saml: identifierFormat).`,
      );
    }),
  },
  {
    id: 'name-id-persistent',
    about: 'AuthnRequest',
    what: 'NameIDPolicy does not ask for a transient NameID',
    demand: 'should',
    source: 'a transient NameID is another one at each login',
    judge: ofDocument((root) => {
      const format = formatOf(root);
      return judged(format !== TRANSIENT, format ?? 'none', `Ask for ${PERSISTENT}: nobody is known again by another.`);
    }),
  },
  {
    id: 'allow-create',
    about: 'AuthnRequest',
    what: 'NameIDPolicy lets a persistent NameID be made (AllowCreate)',
    demand: 'should',
    source: 'SAML 2.0 core 3.4.1.1',
    judge: ofDocument((root) => {
      if (formatOf(root) !== PERSISTENT) return notSeen('no persistent NameID is asked for');
      const allows = policyOf(root)?.attribute('AllowCreate') ?? 'none, which means false';
      return judged(
        ['true', '1'].includes(allows),
        allows,
        'Write AllowCreate="true": else nobody logs in for a first time.',
      );
    }),
  },
  {
    id: 'class-refs',
    about: 'AuthnRequest',
    what: 'Every AuthnContextClassRef is one that NemLog-in knows',
    demand: 'must',
    source: 'OIOSAML.Java NSISLevel; FoxIDs',
    judge: ofDocument((root) => {
      const context = contextOf(root);
      if (context === undefined) return met('none');
      const unknown = context.elements.filter(
        (one) => !(one.is(SAML, 'AuthnContextClassRef') && KNOWN_CLASS.test(textOf(one))),
      );
      if (unknown.length === 0 && context.elements.length > 0) return met(context.elements.map(textOf).join(', '));
      return unmet(
        unknown.map(textOf).join(', ') || 'an empty RequestedAuthnContext',
        `Ask for ${LOA_CLASS}{Low|Substantial|High} and ${IDENTITY_CLASS}{Person|Professional} (in node-saml: authnContext), or send no RequestedAuthnContext.`,
      );
    }),
  },
  {
    id: 'loa-asked',
    about: 'AuthnRequest',
    what: 'A level of assurance is asked for',
    demand: 'should',
    source: 'OIOSAML.Java asks for one; OIOSAML 3 only',
    judge: ofDocument((root, { dialect }) => {
      if (dialect !== 'oiosaml-3') return notSeen('OIOSAML 2 knows no NSIS level');
      const levels = levelsOf(root);
      return judged(
        levels.length > 0,
        levels.join(', ') || 'none',
        `Ask for the lowest that will do, such as ${LOA_CLASS}Substantial, and judge the answer by it all the same.`,
      );
    }),
  },
  {
    id: 'comparison',
    about: 'AuthnRequest',
    what: 'A level is asked for with Comparison="minimum"',
    demand: 'must',
    source: 'OIO-SP-06',
    judge: ofDocument((root) => {
      if (levelsOf(root).length === 0) return notSeen('no level is asked for');
      const comparison = contextOf(root)?.attribute('Comparison') ?? 'none, which means exact';
      return judged(comparison === 'minimum', comparison, 'Write Comparison="minimum" (in node-saml: racComparison).');
    }),
  },
  {
    id: 'app-switch',
    about: 'AuthnRequest',
    what: 'AppSwitch names the platform and the app to come back to',
    demand: 'must',
    source: 'OIOSAML.Java public-extensions-schema.xsd',
    judge: ofDocument(judgeAppSwitch),
  },
];

const policyOf = (root: XmlElement): XmlElement | undefined => root.all(SAMLP, 'NameIDPolicy')[0];
const formatOf = (root: XmlElement): string | undefined => policyOf(root)?.attribute('Format');
const contextOf = (root: XmlElement): XmlElement | undefined => root.all(SAMLP, 'RequestedAuthnContext')[0];
const textOf = (element: XmlElement): string => trimXml(element.text ?? '');
const levelsOf = (root: XmlElement): string[] =>
  (contextOf(root)?.elements ?? []).map(textOf).filter((ref) => ref.startsWith(LOA_CLASS));

function judgeAppSwitch(root: XmlElement): Judgement {
  const found = root.all(SAMLP, 'Extensions').flatMap((extensions) => extensions.elements);
  const [element, ...more] = found.filter(({ local }) => local === 'AppSwitch');
  if (element === undefined) return notSeen('no AppSwitch');
  const part = (name: string): string => trimXml(element.all(EXTENSIONS, name)[0]?.text ?? '');
  const [platform, returnUrl] = [part('Platform'), part('ReturnURL')];
  const isWell =
    more.length === 0 && element.uri === EXTENSIONS && ['Android', 'iOS'].includes(platform) && returnUrl !== '';
  return judged(
    isWell,
    `${more.length + 1} in ${element.uri}: Platform ${platform || 'none'}, ReturnURL ${returnUrl || 'none'}`,
    `One AppSwitch of ${EXTENSIONS}, with Platform (Android or iOS) and ReturnURL.`,
  );
}
