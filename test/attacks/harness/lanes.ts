import { CERTS } from '../../support/certs';
import {
  ARTIFACT_01,
  ASSERTION,
  ASSERTION_ID,
  base64,
  BEARER,
  PROTOCOL,
  RESPONSE_ID,
  saml11Response,
  signSaml11,
  soapEnvelope,
} from '../../support/saml11';
import { signByHand, SIGNATURE_HERE } from '../../support/xmldsig/hand-signature';
import { signXml } from '../../support/xmldsig/sign';
import { OnTheWire, type Facts, type LaneName, type Said, type Scene, type SignedPart, type WireNames } from './scene';

/** A lane: its names, its builder, and how its messages travel. How they are judged stands in `judges.ts`. */
export interface Lane {
  readonly name: LaneName;
  readonly names: WireNames;
  /** What its broker signs. */
  readonly signedPart: SignedPart;
  scene(facts: Facts): Scene;
}

const SAML11: WireNames = {
  protocolNamespace: PROTOCOL,
  assertionNamespace: ASSERTION,
  responseId: 'ResponseID',
  assertionId: 'AssertionID',
  nameIdentifier: 'saml:NameIdentifier',
  attributeName: 'AttributeName',
};

// Placed first in a Response and last in an Assertion: oasis-sstc-saml-schema-protocol-1.1, -assertion-1.1.
const PLACE = { Response: 'first', Assertion: 'last' } as const;

function saml11Scene(lane: LaneName, signedPart: SignedPart, facts: Facts): Scene {
  const defaults: Said = {
    now: facts.now,
    issuer: facts.issuer,
    recipient: facts.recipient,
    audiences: [[facts.audience]],
    confirmationMethods: [lane === 'saml11-post' ? BEARER : ARTIFACT_01],
    ...(facts.requestId === undefined ? {} : { inResponseTo: facts.requestId }),
  };
  const plain = new Map<string, string>();
  const scene: Scene = {
    lane,
    names: SAML11,
    facts,
    signedPart,
    signedElement: signedPart === 'Response' ? 'samlp:Response' : 'saml:Assertion',
    unsigned: (said) => saml11Response({ ...defaults, ...said }),
    signed: (said, signing) => scene.signedOn(signedPart, said, signing),
    signedOn: (part, said, signing) => {
      const what = part.toLowerCase() as 'response' | 'assertion' | 'both';
      if (part === 'both' || said !== undefined || signing !== undefined) {
        return signSaml11(scene.unsigned(said), { ...signing, what });
      }
      // The plain message is by far the most signed: by hand, at a third of the library's time, and once.
      const kept = plain.get(part) ?? scene.signHere(withPlace(scene.unsigned(), part), { id: idOf(part) });
      plain.set(part, kept);
      return kept;
    },
    signedByHand: (hand, said) => scene.signHere(withPlace(scene.unsigned(said), signedPart), hand),
    signHere: (xml, hand) => signByHand(xml, { signer: CERTS.idp, id: idOf(signedPart), ...hand }),
    sign: (xml, part, signing) =>
      signXml(xml, {
        signer: CERTS.idp,
        ...signing,
        element: part,
        idAttribute: SAML11[part === 'Response' ? 'responseId' : 'assertionId'],
        place: PLACE[part],
      }),
    document: (response) => (lane === 'saml11-post' ? response : soapEnvelope(response)),
    travel: (document) => new OnTheWire(lane === 'saml11-post' ? base64(document) : document),
  };
  return scene;
}

const idOf = (part: SignedPart) => (part === 'Response' ? RESPONSE_ID : ASSERTION_ID);

function withPlace(xml: string, part: SignedPart): string {
  return part === 'Response'
    ? xml.replace(/<samlp:Response[^>]*>/, (tag) => tag + SIGNATURE_HERE)
    : xml.replace('</saml:Assertion>', (tag) => SIGNATURE_HERE + tag);
}

const lane = (name: LaneName, signedPart: SignedPart): Lane => ({
  name,
  names: SAML11,
  signedPart,
  scene: (facts) => saml11Scene(name, signedPart, facts),
});

export const LANES: Readonly<Record<LaneName, Lane>> = {
  'saml11-post': lane('saml11-post', 'Response'),
  'saml11-artifact': lane('saml11-artifact', 'Assertion'),
};

/** The lanes by what they are, for attacks that one of them only can meet. */
export const ALL_LANES = Object.keys(LANES) as LaneName[];
export const POST: readonly LaneName[] = ['saml11-post'];
export const ARTIFACT: readonly LaneName[] = ['saml11-artifact'];
