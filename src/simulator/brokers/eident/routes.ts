import express, { Router, type Response } from 'express';
import { logoutPage, usagePage } from '../../pages/end-pages';
import { languageOf } from '../../pages/texts';
import { formOf, queryOf, sendOutcome } from '../http';
import { UsageError } from '../usage-error';
import { begin } from './begin';
import { resolve, type Reply } from './resolve';
import { newEIdentState } from './state';
import { answerStep, showStep } from './steps';
import type { World } from '../../world';
import { sendTrouble } from './trouble';

/** E-Ident's paths (facts/eident.md, "The flow"). */
export const PATHS = {
  entryPoint: '/its/index.html',
  assertion: '/saml1resp/getassertion',
  logout: '/gls/logout.html',
} as const;

const MAX_SOAP_BYTES = 1024 * 1024;

/** The simulated E-Ident: the identification pages, the SOAP service, and logout. */
export function eidentRoutes(world: World): Router {
  const state = newEIdentState(world);
  const router = Router();

  router.get(PATHS.entryPoint, (request, response) => {
    try {
      sendOutcome(response, begin(state, queryOf(request.originalUrl), request.get('x-persona')));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      response.status(400).type('html').send(usagePage(error.message));
    }
  });

  router.get('/its/login/:id', (request, response) => {
    sendOutcome(response, showStep(state, request.params.id));
  });

  router.post('/its/login/:id', express.urlencoded({ extended: false }), (request, response) => {
    sendOutcome(response, answerStep(state, request.params.id, formOf(request.body)));
  });

  router.post(PATHS.assertion, express.raw({ type: () => true, limit: MAX_SOAP_BYTES }), (request, response) => {
    const body: unknown = request.body;
    const reply = resolve(state, request.get('authorization'), Buffer.isBuffer(body) ? body : Buffer.alloc(0));
    sendReply(response, reply, world.settings.slowMs);
  });

  router.get(PATHS.logout, (request, response) => {
    const query = queryOf(request.originalUrl);
    const merchant = world.merchants.get(query.get('mid') ?? '') ?? world.merchants.first;
    world.exchanges.open('Logout').add({ title: 'The browser was sent to the logout page' });
    const language = languageOf(query.get('locale'));
    response.type('html').send(logoutPage(language, new URL(merchant.callbackUrl).origin));
  });

  return router;
}

function sendReply(response: Response, reply: Reply, slowMs: number): void {
  switch (reply.kind) {
    case 'unauthorized':
      response.status(401).set('WWW-Authenticate', 'Basic realm="E-Ident"').type('text').send('Unauthorized\n');
      break;
    case 'message':
      response.status(reply.status).type('text/xml; charset=utf-8').send(reply.body);
      break;
    case 'trouble':
      sendTrouble(response, reply.trouble, reply.body, slowMs);
  }
}
