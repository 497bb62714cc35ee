import { isSafeLocation } from '../../metadata/locations';
import { BINDING } from '../brokers/saml2/names';
import { judged, met, notSeen, unmet, type Check, type Judgement } from './check';
import type { Endpoint } from './metadata-evidence';
import { ofMetadata } from './seen';

const WORDS = { redirect: 'HTTP-Redirect', post: 'HTTP-POST' } as const;

/** Where answers and logouts go (facts/oiosaml.md 1.3, 1.6). */
export const ENDPOINT_CHECKS: readonly Check[] = [
  {
    id: 'acs-one',
    about: 'metadata',
    what: 'There is exactly one AssertionConsumerService',
    demand: 'must',
    source: "NemLog-in's DevTest4 permits one for each IT system",
    judge: ofMetadata(({ callbacks }) =>
      judged(
        callbacks.length === 1,
        String(callbacks.length),
        'Announce one; register another IT system for another one.',
      ),
    ),
  },
  {
    id: 'acs-post',
    about: 'metadata',
    what: 'AssertionConsumerService has the binding HTTP-POST',
    demand: 'must',
    source: 'NemLog-in answers by HTTP-POST',
    judge: ofMetadata(({ callbacks }) => {
      if (callbacks.length === 0) return notSeen('no AssertionConsumerService');
      const others = callbacks.map(({ binding }) => binding).filter((binding) => binding !== BINDING.post);
      return judged(others.length === 0, others.join(', ') || BINDING.post, `Write Binding="${BINDING.post}".`);
    }),
  },
  {
    id: 'acs-https',
    about: 'metadata',
    what: 'AssertionConsumerService is at https, or on your own machine',
    demand: 'must',
    source: 'SAML 2.0 bindings 3.5.5.1; http on loopback for development alone',
    judge: ofMetadata(({ callbacks }) => judgeLocations(callbacks, 'AssertionConsumerService')),
  },
  {
    id: 'slo-both',
    about: 'metadata',
    what: 'SingleLogoutService is there for HTTP-Redirect and HTTP-POST',
    demand: 'should',
    source: "SingleLogoutService in the metadata of NemLog-in and of OIOSAML.Java's service providers",
    judge: ofMetadata(({ logouts }) => {
      const missing = (['redirect', 'post'] as const).filter(
        (name) => !logouts.some(({ binding }) => binding === BINDING[name]),
      );
      return judged(
        missing.length === 0,
        missing.length === 0 ? 'both' : `none for ${missing.map((name) => WORDS[name]).join(', ')}`,
        'Announce both: NemLog-in logs people out of your service too, and its integration test asks for it (IT-SLO-1 to 3).',
      );
    }),
  },
  {
    id: 'slo-https',
    about: 'metadata',
    what: 'SingleLogoutService is at https, or on your own machine',
    demand: 'must',
    source: 'SAML 2.0 bindings 3.4.5.1; http on loopback for development alone',
    judge: ofMetadata(({ logouts }) => judgeLocations(logouts, 'SingleLogoutService')),
  },
];

function judgeLocations(endpoints: readonly Endpoint[], service: string): Judgement {
  if (endpoints.length === 0) return notSeen(`no ${service}`);
  const unsafe = endpoints.filter(({ location }) => !isSafeLocation(location));
  return unsafe.length === 0
    ? met(endpoints.map(({ location }) => location).join(', '))
    : unmet(
        unsafe.map(({ location }) => location || 'none').join(', '),
        'Serve it over https, and write the whole URL.',
      );
}
