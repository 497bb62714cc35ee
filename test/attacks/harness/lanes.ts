import { CERTS } from '../../support/certs';
import { base64, soapEnvelope } from '../../support/saml11';
import { signByHand } from '../../support/xmldsig/hand-signature';
import type { Dialect } from './dialect';
import { saml11 } from './dialect-saml11';
import { MITID_DIALECT, SAML2_DIALECT } from './dialect-saml2';
import { encryptAssertions } from './encrypting';
import { OnTheWire, type Facts, type LaneName, type Said, type Scene, type SignedPart, type Signing } from './scene';

/** A lane: what its broker writes, and how its messages travel. How they are judged stands in `judge-world.ts`. */
export interface Lane {
  readonly name: LaneName;
  /** Whether every assertion is encrypted after the attack was written into it. */
  readonly encrypts: boolean;
  scene(facts: Facts): Scene;
}

interface LaneShape {
  readonly dialect: Dialect;
  readonly signedPart: SignedPart;
  readonly soap?: true;
  readonly encrypts?: true;
}

const SHAPES: Readonly<Record<LaneName, LaneShape>> = {
  'saml11-post': { dialect: saml11('saml11-post'), signedPart: 'Response' },
  'saml11-artifact': { dialect: saml11('saml11-artifact'), signedPart: 'Assertion', soap: true },
  'saml2-post': { dialect: SAML2_DIALECT, signedPart: 'Assertion' },
  'saml2-encrypted': { dialect: SAML2_DIALECT, signedPart: 'Assertion', encrypts: true },
  'signicat-nemid': { dialect: saml11('signicat-nemid'), signedPart: 'Response' },
  'signicat-mitid': { dialect: MITID_DIALECT, signedPart: 'Assertion', encrypts: true },
};

function sceneOf(lane: LaneName, shape: LaneShape, facts: Facts): Scene {
  const { dialect, signedPart, soap = false, encrypts = false } = shape;
  const plain = new Map<string, string>();
  const defaults = dialect.defaults(facts);
  const saying = (said: Said): Said => ({ ...defaults, ...said, saml2: { ...defaults.saml2, ...said.saml2 } });
  const sealed = (xml: string) => (encrypts ? encryptAssertions(Buffer.from(xml)).toString() : xml);
  const scene: Scene = {
    lane,
    names: dialect.names,
    facts,
    ids: dialect.ids,
    signedPart,
    signedElement: signedPart === 'Response' ? 'samlp:Response' : 'saml:Assertion',
    signedId: dialect.ids[signedPart],
    unsigned: (said = {}) => dialect.response(saying(said)),
    assertion: (said = {}) => dialect.assertion(saying(said)),
    attribute: dialect.attribute,
    signed: (said, signing) => scene.signedOn(signedPart, said, signing),
    signedOn(part, said, signing) {
      // The plain message is by far the most signed.
      const kept = said === undefined && signing === undefined ? plain.get(part) : undefined;
      if (kept !== undefined) return kept;
      const unsigned = part === 'both' ? scene.signedOn('Assertion', said, signing) : scene.unsigned(said);
      const signed = quicklySigned(unsigned, part === 'both' ? 'Response' : part, said, signing);
      if (said === undefined && signing === undefined) plain.set(part, signed);
      return signed;
    },
    signedByHand: (hand, said) => scene.signHere(dialect.placed(scene.unsigned(said), signedPart) ?? '', hand),
    signHere: (xml, hand) => handSigned(xml, signedPart, hand),
    sign: (xml, part, signing) =>
      dialect.sign(sealedFor(part, xml), part === 'Response' ? 'response' : 'assertion', signing),
    document: (response) => (soap ? soapEnvelope(response) : response),
    travel(document) {
      const sent = encrypts ? encryptAssertions(Buffer.from(document)) : document;
      return new OnTheWire(soap ? sent : base64(sent), document);
    },
  };
  const handSigned = (xml: string, part: SignedPart, hand = {}) =>
    signByHand(xml, { signer: CERTS.idp, id: dialect.ids[part], ...hand });
  // By hand at a fifth of the library's time, wherever there is a place and an id to sign.
  const quicklySigned = (xml: string, part: SignedPart, said: Said = {}, signing?: Signing) => {
    const { responseId, assertionId } = said;
    const id = (part === 'Response' ? responseId : assertionId) ?? dialect.ids[part];
    const placed = dialect.placed(sealedFor(part, xml), part);
    const signable = signing === undefined && placed?.includes(`ID="${id}"`) === true;
    return signable ? handSigned(placed, part, { id }) : scene.sign(xml, part, signing);
  };
  // A broker signs a Response around what it has encrypted.
  const sealedFor = (part: SignedPart, xml: string) => (part === 'Response' ? sealed(xml) : xml);
  return scene;
}

/** Those that every attack meets where nothing else is said. */
export const ALL_LANES: readonly LaneName[] = ['saml11-post', 'saml11-artifact', 'saml2-post', 'saml2-encrypted'];

export const LANES = Object.fromEntries(
  (Object.keys(SHAPES) as LaneName[]).map((name): [LaneName, Lane] => [
    name,
    {
      name,
      encrypts: SHAPES[name].encrypts ?? false,
      scene: (facts) => sceneOf(name, SHAPES[name], facts),
    },
  ]),
) as Readonly<Record<LaneName, Lane>>;

/** The lanes by what they are, for attacks that only some can meet. */
export const SAML11: readonly LaneName[] = ['saml11-post', 'saml11-artifact'];
export const SAML2: readonly LaneName[] = ['saml2-post', 'saml2-encrypted'];
/** SAML 1.1 Browser/POST. */
export const POST: readonly LaneName[] = ['saml11-post'];
/** SAML 1.1 Browser/Artifact. */
export const ARTIFACT: readonly LaneName[] = ['saml11-artifact'];
export const PLAIN2: readonly LaneName[] = ['saml2-post'];
export const ENCRYPTED: readonly LaneName[] = ['saml2-encrypted'];
/** A form field holds the message. */
export const POSTED: readonly LaneName[] = ['saml11-post', ...SAML2];
/** The message answers a request of ours by its id. */
export const ANSWERING: readonly LaneName[] = ['saml11-artifact', ...SAML2];
/** The assertion lies open on the wire. */
export const OPEN: readonly LaneName[] = [...SAML11, 'saml2-post'];
/** Signicat by SAML 1.1, POST. */
export const NEMID: readonly LaneName[] = ['signicat-nemid'];
/** Signicat by SAML 2.0, encrypted. */
export const MITID: readonly LaneName[] = ['signicat-mitid'];
/**
 * Signicat's two strategies. What they have of their own is met there by every attack, and of each class by some: the message
 * is judged by the same code as in the other lanes.
 */
export const SIGNICAT: readonly LaneName[] = [...NEMID, ...MITID];
export const WITH_SIGNICAT: readonly LaneName[] = [...ALL_LANES, ...SIGNICAT];
