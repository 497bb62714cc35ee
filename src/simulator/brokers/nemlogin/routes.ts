import express, { Router } from 'express';
import { answer, formOf, queryOf, rawQueryOf, sendOutcome } from '../http';
import { begin } from './begin';
import { endOwnSession, showLogout, showSession } from './logout/pages';
import { receiveLogout } from './logout/receive';
import { sessionTokenIn } from './sessions';
import { PATHS, type NemLogIn } from './state';
import { answerStep, showStep } from './steps';

/** The simulated NemLog-in: metadata, single sign-on, single logout, the pages. */
export function nemloginRoutes(state: NemLogIn): Router {
  const router = Router();

  router.get(PATHS.metadata, (_request, response) => {
    response.type('application/samlmetadata+xml').send(state.metadata);
  });

  router.get(PATHS.entryPoint, (request, response, next) => {
    const { originalUrl } = request;
    const arrival = {
      rawQuery: rawQueryOf(originalUrl),
      query: queryOf(originalUrl),
      personaHeader: request.get('x-persona'),
      cookies: request.get('cookie'),
      acceptLanguage: request.get('accept-language'),
    };
    response.once('close', state.checks.sawRequest(arrival.rawQuery));
    answer(response, next, begin(state, arrival));
  });

  router.get('/nemlogin/login/:id', (request, response, next) => {
    answer(response, next, showStep(state, request.params.id));
  });

  router.post('/nemlogin/login/:id', express.urlencoded({ extended: false }), (request, response, next) => {
    answer(response, next, answerStep(state, request.params.id, formOf(request.body)));
  });

  router.get(PATHS.singleLogout, (request, response) => {
    const rawQuery = rawQueryOf(request.originalUrl);
    sendOutcome(response, receiveLogout(state, { binding: 'redirect', rawQuery }, request.get('accept-language')));
  });

  router.post(PATHS.singleLogout, express.urlencoded({ extended: false, limit: '512kb' }), (request, response) => {
    const form = formOf(request.body);
    sendOutcome(response, receiveLogout(state, { binding: 'post', form }, request.get('accept-language')));
  });

  router.get(PATHS.session, (request, response) => {
    sendOutcome(response, showSession(state, sessionTokenIn(request.get('cookie')), request.get('accept-language')));
  });

  router.post(PATHS.session, (request, response) => {
    sendOutcome(response, endOwnSession(state, sessionTokenIn(request.get('cookie')), request.get('accept-language')));
  });

  router.get(`${PATHS.logout}/:id`, (request, response) => {
    sendOutcome(response, showLogout(state, request.params.id));
  });

  return router;
}
