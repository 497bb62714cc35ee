import type { ServiceProvider } from '../../service-providers';
import { refuse } from '../request-refusal';
import type { NemLogIn } from './state';

/** Whose message it is. @throws RequestRefusal */
export function registered({ serviceProviders }: NemLogIn, issuer: string): ServiceProvider {
  const known = serviceProviders.get(issuer);
  if (known !== undefined) return known;
  const names = serviceProviders.list().map(({ entityId }) => entityId);
  throw refuse(
    'Issuer',
    issuer,
    names.length === 0 ? 'a registered service provider; none is registered yet' : `one of ${names.join(', ')}`,
    'Register it: simulator.nemlogin.register({ entityId, callbackUrl, signingCert, encryptionCert }) in a test, mitid-saml simulate --sp-entity-id … --sp-callback … --sp-signing-cert … --sp-encryption-cert … in a terminal, or POST the same members as JSON to /simulator/nemlogin/service-providers.',
  );
}
