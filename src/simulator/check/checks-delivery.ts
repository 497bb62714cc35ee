import type { XmlElement } from '../../trust';
import { BINDING, SAML, SAMLP } from '../brokers/saml2/names';
import { judged, met, notSeen, unmet, type Check, type Judgement } from './check';
import type { Evidence } from './evidence';
import { ofDocument } from './seen';

const BOOLEANS = ['true', 'false', '1', '0'];

/** Where the request and its answer go, and whether the person may or must be asked (facts/oiosaml.md 1.3). */
export const DELIVERY_CHECKS: readonly Check[] = [
  {
    id: 'destination',
    about: 'AuthnRequest',
    what: 'Destination is the address that the request was sent to',
    demand: 'must',
    source: 'SAML 2.0 bindings 3.4.5.2',
    judge: ofDocument((root, { entryPoint }) => {
      const destination = root.attribute('Destination') ?? 'none';
      return judged(destination === entryPoint, destination, `Take it from the metadata, to the letter: ${entryPoint}`);
    }),
  },
  {
    id: 'callback',
    about: 'AuthnRequest',
    what: 'AssertionConsumerServiceURL is the one of the metadata or the registration',
    demand: 'must',
    source: 'SAML 2.0 profiles 4.1.4.1',
    judge: ofDocument(judgeCallback),
  },
  {
    id: 'protocol-binding',
    about: 'AuthnRequest',
    what: 'ProtocolBinding is HTTP-POST, or is left out',
    demand: 'must',
    source: 'NemLog-in answers by HTTP-POST',
    judge: ofDocument((root) => {
      const binding = root.attribute('ProtocolBinding');
      return judged(binding === undefined || binding === BINDING.post, binding ?? 'none', `Write ${BINDING.post}.`);
    }),
  },
  {
    id: 'force-passive-boolean',
    about: 'AuthnRequest',
    what: 'ForceAuthn and IsPassive are booleans',
    demand: 'must',
    source: 'SAML 2.0 core 3.4.1',
    judge: ofDocument((root) => {
      const got = said(root).filter(([, value]) => !BOOLEANS.includes(value));
      return got.length === 0
        ? met(
            said(root)
              .map(([name, value]) => `${name} ${value}`)
              .join(', ') || 'neither',
          )
        : unmet(got.map(([name, value]) => `${name} ${value}`).join(', '), 'Write true or false, in lower case.');
    }),
  },
  {
    id: 'force-or-passive',
    about: 'AuthnRequest',
    what: 'ForceAuthn and IsPassive are not both asked for',
    demand: 'should',
    source: 'SAML 2.0 core 3.4.1: nobody can be asked anew without being asked',
    judge: ofDocument((root) => {
      const both = said(root).filter(([, value]) => value === 'true' || value === '1').length === 2;
      return judged(!both, both ? 'both' : 'not both', 'Ask for one of them: together they end as NoPassive.');
    }),
  },
  {
    id: 'no-subject',
    about: 'AuthnRequest',
    what: 'Neither Subject, Conditions nor Scoping',
    demand: 'should',
    source: 'SAML 2.0 core 3.4.1; no client of NemLog-in was seen to send them',
    judge: ofDocument((root) => {
      const got = [...root.all(SAML, 'Subject'), ...root.all(SAML, 'Conditions'), ...root.all(SAMLP, 'Scoping')];
      return judged(got.length === 0, got.map(({ local }) => local).join(', ') || 'none', 'Leave them out.');
    }),
  },
];

function judgeCallback(root: XmlElement, { metadata, registration }: Evidence): Judgement {
  const url = root.attribute('AssertionConsumerServiceURL');
  const index = root.attribute('AssertionConsumerServiceIndex');
  if (url !== undefined && index !== undefined) {
    return unmet('a URL and an AssertionConsumerServiceIndex', 'Send the URL alone: the two exclude each other.');
  }
  const services = metadata === undefined || 'problem' in metadata ? [] : metadata.callbacks;
  const known = services.length > 0 ? services.map(({ location }) => location) : registeredAt(registration);
  if (known.length === 0) return notSeen('no address is known to compare with', 'Give the metadata, or register.');
  const told = known.join(', ');
  if (url !== undefined)
    return judged(known.includes(url), url, `Configure ${told}, or have the other one registered.`);
  if (index === undefined) return met(`none: the answer goes to ${told}`);
  return judged(
    services.some((service) => service.index === index),
    `AssertionConsumerServiceIndex ${index}`,
    'Send AssertionConsumerServiceURL, or an index that the metadata has.',
  );
}

const registeredAt = (registration: Evidence['registration']): string[] =>
  registration === undefined ? [] : [registration.callbackUrl];

function said(root: XmlElement): (readonly [name: string, value: string])[] {
  return ['ForceAuthn', 'IsPassive'].flatMap((name) => {
    const value = root.attribute(name);
    return value === undefined ? [] : [[name, value] as const];
  });
}
