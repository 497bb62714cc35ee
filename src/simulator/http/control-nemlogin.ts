import { Router } from 'express';
import { logOut } from '../brokers/nemlogin/logout/log-out';
import { ENTITY_ID } from '../brokers/nemlogin/names';
import type { NemLogIn } from '../brokers/nemlogin/state';
import { nemloginControlPage } from '../pages/nemlogin-control-page';
import type { ServiceProvider } from '../service-providers';
import { actingFor, FORMS } from './acting';

const PAGE = '/simulator/nemlogin';

/** What a developer or a test turns at the simulated NemLog-in: how it speaks and encrypts, who is registered, its key. */
export function nemloginControlRoutes(state: NemLogIn): Router {
  const router = Router();

  router.get(PAGE, (_request, response) => void response.type('html').send(nemloginControlPage(state)));

  router.get(`${PAGE}.json`, (_request, response) => {
    const { entryPoint, logoutUrl, metadataUrl, metadata, settings } = state;
    response.json({ entityId: ENTITY_ID, entryPoint, logoutUrl, metadataUrl, idpMetadata: metadata, ...settings });
  });

  const acting = actingFor(PAGE);
  router.post(
    PAGE,
    ...FORMS,
    acting((body) => state.configure(body)),
  );
  router.post(
    `${PAGE}/service-providers`,
    ...FORMS,
    // The registry looks at every member: JSON may hold anything.
    acting((body) => state.serviceProviders.register(body as ServiceProvider)),
  );
  router.post(
    `${PAGE}/announce-next-key`,
    ...FORMS,
    acting(() => state.keys.announceNext()),
  );
  router.post(
    `${PAGE}/roll-over`,
    ...FORMS,
    acting(() => state.keys.rollOver()),
  );
  router.post(
    `${PAGE}/end-sessions`,
    ...FORMS,
    acting(() => state.sessions.clear()),
  );
  router.post(
    `${PAGE}/logout`,
    ...FORMS,
    acting((body) => logOut(state, body)),
  );
  return router;
}
