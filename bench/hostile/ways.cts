import { createHash } from 'node:crypto';
import { MitIdError } from '../../src/errors';
import { BROWSER_MESSAGE, canonicalize, METADATA, readXml, SOAP_MESSAGE, type ReadLimits } from '../../src/trust';
import { DSIG_NAMESPACE } from '../../src/trust/signature-shape';
import { factsOf } from '../../test/attacks/harness/judge-world';
import { ENCRYPTION } from '../../test/attacks/harness/encrypting';
import { idpMetadata } from '../../test/attacks/harness/idp-metadata';
import { LANES } from '../../test/attacks/harness/lanes';
import { CERTS } from '../../test/support/certs';
import { base64, soapEnvelope } from '../../test/support/saml11';
import { encryptAssertion, type Encryption } from '../../test/support/saml2/encrypt';
import { LOGOUT_ID2, LOGOUT_URL2, logoutRequest } from '../../test/support/saml2';
import { DS, ENVELOPED, EXC_C14N, RSA_SHA256, SHA256 } from '../../test/support/xmldsig/methods';
import type { Kind, Room } from './kinds.cjs';

const CONTENT = '%CONTENT%';
const SIGNATURE = '%SIGNATURE%';
const now = Date.now();

/** How a message comes in. */
export interface Way {
  readonly name: string;
  /** The judge in `measure.cjs`. */
  readonly judge: string;
  readonly limits: ReadLimits;
  /** With the places of the content and of the signature. */
  readonly template: string;
  readonly signedId: string;
  /** What the judge is given of a document. */
  readonly wire: (document: string) => string;
  /** Bytes of the largest document, where the bound is not of it but of what it becomes. */
  readonly maxBytes?: number;
  /** What the message around the document takes of the room in it. */
  readonly around?: Partial<Room>;
}

const inAttributes = (xml: string) => xml.replace('</saml:AttributeStatement>', (end) => CONTENT + end);
const scene = (lane: keyof typeof LANES) => LANES[lane].scene(factsOf(lane, now));

const posted2 = inAttributes(
  scene('saml2-post')
    .unsigned()
    .replace(/<saml:Assertion [^>]*><saml:Issuer[^>]*>[^<]*<\/saml:Issuer>/, (start) => start + SIGNATURE),
);

/** Encrypts the assertion, as anybody can. */
export const seal = (document: string, encryption: Partial<Encryption> = {}) =>
  base64(encryptAssertion(document, { ...ENCRYPTION, ...encryption }));
const AROUND_CIPHERTEXT =
  Buffer.byteLength(Buffer.from(seal(posted2), 'base64')) - (Buffer.byteLength(posted2) * 4) / 3;

export const WAYS: readonly Way[] = [
  {
    name: 'SAML 1.1 by POST',
    judge: 'saml11-post',
    limits: BROWSER_MESSAGE,
    template: inAttributes(
      scene('saml11-post')
        .unsigned()
        .replace(/<samlp:Response[^>]*>/, (tag) => tag + SIGNATURE),
    ),
    signedId: scene('saml11-post').ids.Response,
    wire: base64,
  },
  {
    name: 'SAML 1.1 by artifact',
    judge: 'saml11-artifact',
    limits: SOAP_MESSAGE,
    template: soapEnvelope(
      inAttributes(
        scene('saml11-artifact')
          .unsigned()
          .replace('</saml:Assertion>', (end) => SIGNATURE + end),
      ),
    ),
    signedId: scene('saml11-artifact').ids.Assertion,
    wire: (document) => document,
  },
  {
    name: 'SAML 2.0',
    judge: 'saml2-post',
    limits: BROWSER_MESSAGE,
    template: posted2,
    signedId: scene('saml2-post').ids.Assertion,
    wire: base64,
  },
  {
    name: 'SAML 2.0, encrypted',
    judge: 'saml2-post',
    limits: SOAP_MESSAGE,
    template: posted2,
    signedId: scene('saml2-post').ids.Assertion,
    wire: (document) => seal(document),
    maxBytes: Math.floor(((BROWSER_MESSAGE.maxBytes - AROUND_CIPHERTEXT - 100) * 3) / 4),
    around: { elements: 12, depth: 1, namespaces: 1, nodes: 40 },
  },
  {
    name: 'logout by POST',
    judge: 'logout-post',
    limits: BROWSER_MESSAGE,
    template: logoutRequest({ now, extra: `${SIGNATURE}<samlp:Extensions>${CONTENT}</samlp:Extensions>` }),
    signedId: LOGOUT_ID2,
    wire: base64,
  },
  {
    name: 'metadata',
    judge: 'metadata',
    limits: METADATA,
    template: idpMetadata([CERTS.idp.cert]).replace(
      /^<md:EntityDescriptor [^>]*>/,
      (tag) => `${tag.replace(/>$/, ' ID="_m">')}${SIGNATURE}<md:Extensions>${CONTENT}</md:Extensions>`,
    ),
    signedId: '_m',
    wire: (document) => document,
  },
];

/** A signature of nobody, over a digest that is right: all is looked at, and the signature value last. */
export function signature(id: string, prefixes: string | undefined): string {
  const inclusive =
    prefixes === undefined ? '' : `<ec:InclusiveNamespaces xmlns:ec="${EXC_C14N}" PrefixList="${prefixes}"/>`;
  return (
    `<ds:Signature xmlns:ds="${DS}"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="${EXC_C14N}"/>` +
    `<ds:SignatureMethod Algorithm="${RSA_SHA256}"/><ds:Reference URI="#${id}"><ds:Transforms>` +
    `<ds:Transform Algorithm="${ENVELOPED}"/><ds:Transform Algorithm="${EXC_C14N}">${inclusive}</ds:Transform>` +
    `</ds:Transforms><ds:DigestMethod Algorithm="${SHA256}"/>` +
    `<ds:DigestValue>${'A'.repeat(43)}=</ds:DigestValue></ds:Reference></ds:SignedInfo>` +
    `<ds:SignatureValue>${Buffer.alloc(256, 1).toString('base64')}</ds:SignatureValue></ds:Signature>`
  );
}

/** The message around what is hostile. */
export const frameOf = ({ template }: Way, sign: string, content = CONTENT) =>
  template.replace(SIGNATURE, () => sign).replace(CONTENT, () => content);

export function wayOf(name: string): Way {
  const way = WAYS.find((one) => one.name === name);
  if (way === undefined) throw new Error(`no way ${name}`);
  return way;
}

const MORE: Room = { bytes: 4_000, elements: 128, depth: 1, namespaces: 1, attributes: 1, nodes: 256 };

/** The largest message of a kind that no bound of reading refuses. */
export function messageOf(way: Way, { content, prefixes }: Kind): string {
  const frame = frameOf(way, signature(way.signedId, prefixes));
  const document = frame.replace(CONTENT, () => content(roomIn(way, frame)));
  return way.wire(digested(document, way.limits));
}

/** A little more of the same. */
export function tooMuchOf(way: Way, { content, prefixes }: Kind): string {
  const frame = frameOf(way, signature(way.signedId, prefixes));
  return way.wire(frame.replace(CONTENT, () => content(add(roomIn(way, frame), MORE))));
}

function roomIn({ limits, maxBytes = limits.maxBytes, around = {} }: Way, frame: string): Room {
  const { elements } = readXml(Buffer.from(frame), limits);
  const place = elements.find(({ children }) =>
    children.some((child) => typeof child === 'string' && child.includes(CONTENT)),
  );
  let [depth, declared] = [64, 128];
  for (let at = place; at !== undefined; at = at.parent) {
    depth--;
    declared -= at.namespaces.length;
  }
  const bytes = maxBytes - Buffer.byteLength(frame) + CONTENT.length;
  const used = elements.reduce((sum, { attributes, namespaces }) => sum + attributes.length + namespaces.length, 0);
  const nodes = 25_000 - elements.length - used;
  const room = { bytes, elements: 20_000 - elements.length, depth, namespaces: declared, attributes: 64, nodes };
  return add(room, around, -1);
}

function add(room: Room, more: Partial<Room>, sign = 1): Room {
  const keys = Object.keys(room) as (keyof Room)[];
  return Object.fromEntries(keys.map((key) => [key, room[key] + sign * (more[key] ?? 0)])) as unknown as Room;
}

function digested(document: string, limits: ReadLimits): string {
  const { elements } = readXml(Buffer.from(document), limits);
  const found = elements.find((element) => element.is(DSIG_NAMESPACE, 'Signature'));
  if (found?.parent === undefined) return document;
  const list = elements.find(({ local }) => local === 'InclusiveNamespaces')?.attribute('PrefixList');
  const octets = canonical(found.parent, list?.split(' ') ?? [], found);
  const digest = createHash('sha256').update(octets).digest('base64');
  return document.replace(/(?<=<ds:DigestValue>)[^<]*/, digest);
}

/** Where its bound refuses it, there is no digest to be right. */
function canonical(...[element, prefixes, omitted]: Parameters<typeof canonicalize>): string {
  try {
    return canonicalize(element, prefixes, omitted);
  } catch (error) {
    if (error instanceof MitIdError && error.code === 'message_too_large') return '';
    throw error;
  }
}

export const FACTS = {
  logoutUrl: LOGOUT_URL2,
  requestId: factsOf('saml11-artifact', now).requestId,
  saml11: factsOf('saml11-post', now),
  saml2: factsOf('saml2-post', now),
};
