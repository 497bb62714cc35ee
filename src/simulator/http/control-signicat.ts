import { Router } from 'express';
import type { Signicat } from '../brokers/signicat/state';
import { signicatControlPage } from '../pages/signicat-control-page';
import type { SignicatService, SignicatServiceProvider } from '../signicat-applications';
import { signicatControl } from '../signicat-control';
import { actingFor, FORMS } from './acting';

const PAGE = '/simulator/signicat';

/** What a developer or a test looks at and turns at the simulated Signicat: how to connect to it, and who is registered. */
export function signicatControlRoutes(state: Signicat): Router {
  const router = Router();
  const acting = actingFor(PAGE);
  const { applications } = state;

  router.get(PAGE, (_request, response) => void response.type('html').send(signicatControlPage(state)));

  router.get(`${PAGE}.json`, (_request, response) => {
    const { entityId, entryPoint, metadataUrl, idpMetadata, nemid } = signicatControl(state);
    response.json({ entityId, entryPoint, metadataUrl, idpMetadata, nemid });
  });

  // The registry looks at every member: JSON may hold anything.
  router.post(
    `${PAGE}/service-providers`,
    ...FORMS,
    acting((body) => applications.register(body as SignicatServiceProvider)),
  );
  router.post(
    `${PAGE}/services`,
    ...FORMS,
    acting((body) => applications.registerService(body as SignicatService)),
  );
  return router;
}
