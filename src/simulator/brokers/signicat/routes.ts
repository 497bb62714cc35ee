import express, { Router, type Request } from 'express';
import { answer, formOf, queryOf, rawQueryOf } from '../http';
import type { Arrival } from './arrival';
import { beginMitId } from './mitid/begin';
import { signicatMetadata } from './mitid/metadata';
import { beginNemId } from './nemid/begin';
import { PATHS, type Signicat } from './state';
import { answerStep, showStep } from './steps';

/** The simulated Signicat: MitID over SAML 2.0, NemID over SAML 1.1, the pages. */
export function signicatRoutes(state: Signicat): Router {
  const router = Router();

  router.get(PATHS.metadata, (_request, response) => {
    response.type('application/samlmetadata+xml').send(signicatMetadata(state));
  });

  router.get(PATHS.entryPoint, (request, response, next) => {
    answer(response, next, beginMitId(state, arrivalOf(request)));
  });

  router.get(`${PATHS.method}/:service`, (request, response, next) => {
    answer(response, next, beginNemId(state, request.params.service, arrivalOf(request)));
  });

  router.get('/signicat/login/:id', (request, response, next) => {
    answer(response, next, showStep(state, request.params.id));
  });

  router.post('/signicat/login/:id', express.urlencoded({ extended: false }), (request, response, next) => {
    answer(response, next, answerStep(state, request.params.id, formOf(request.body)));
  });

  return router;
}

function arrivalOf(request: Request<object>): Arrival {
  return {
    rawQuery: rawQueryOf(request.originalUrl),
    query: queryOf(request.originalUrl),
    personaHeader: request.get('x-persona'),
    acceptLanguage: request.get('accept-language'),
  };
}
