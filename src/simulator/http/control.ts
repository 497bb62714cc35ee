import express, { Router, type Request, type Response } from 'express';
import type { NemLogIn } from '../brokers/nemlogin/state';
import type { Signicat } from '../brokers/signicat/state';
import { FAULT_NAMES, isFaultName } from '../faults';
import { exchangesPage, faultsPage, frontPage } from '../pages/developer-pages';
import { STYLESHEET_PATH, SUBMIT_SCRIPT_PATH } from '../pages/layout';
import { STYLESHEET, SUBMIT_SCRIPT } from '../pages/stylesheet';
import type { World } from '../world';
import { done } from './done';
import { guardControl } from './guard';

const FAULTS_PAGE = '/simulator/faults';

/**
 * What a developer or a test looks at and turns: the front page, faults, the clock, exchanges.
 *
 * @param configuration tells what to spread into the options of the strategy for E-Ident.
 */
export function controlRoutes(
  world: World,
  configuration: () => Readonly<Record<string, string>>,
  nemlogin: NemLogIn,
  signicat: Signicat,
): Router {
  const { faults, clock, exchanges, notices } = world;
  const router = Router();
  const forms = [guardControl, express.json({ limit: '1kb' }), express.urlencoded({ extended: false, limit: '1kb' })];

  router.get(STYLESHEET_PATH, (_request, response) => void response.type('css').send(STYLESHEET));
  router.get(SUBMIT_SCRIPT_PATH, (_request, response) => void response.type('js').send(SUBMIT_SCRIPT));
  router.get(
    '/',
    (_request, response) =>
      void response.type('html').send(frontPage(configuration(), nemlogin, signicat, notices.list())),
  );
  router.get('/simulator/eident.json', (_request, response) => void response.json(configuration()));

  router.get('/simulator/exchanges', (_request, response) => {
    response.type('html').send(exchangesPage(exchanges.list()));
  });
  router.get('/simulator/exchanges.json', (_request, response) => void response.json(exchanges.list()));

  router.get(FAULTS_PAGE, (_request, response) => {
    response.type('html').send(faultsPage(faults.armed, clock.shiftedBy));
  });
  router.get('/simulator/faults.json', (_request, response) => void response.json({ armed: faults.armed }));
  router.post('/simulator/faults/:name', ...forms, (request: Request<{ name: string }>, response: Response) => {
    const { name } = request.params;
    if (!isFaultName(name)) {
      response.status(404).json({ error: 'no such fault', faults: FAULT_NAMES });
      return;
    }
    faults.arm(name);
    done(request, response, FAULTS_PAGE);
  });
  router.delete(FAULTS_PAGE, guardControl, (_request, response) => {
    faults.clear();
    response.status(204).end();
  });

  router.post('/simulator/clock', ...forms, (request: Request, response: Response) => {
    const shift = shiftOf(request.body);
    if (shift === undefined) {
      response.status(400).json({ error: 'send {"shift": <milliseconds ahead of this machine>}' });
      return;
    }
    clock.shift(shift);
    done(request, response, FAULTS_PAGE);
  });
  return router;
}

// A thousand years either way: beyond, a date has no ISO form any more.
const MAX_SHIFT_MS = 1000 * 365 * 24 * 60 * 60 * 1000;

function shiftOf(body: unknown): number | undefined {
  const value: unknown = typeof body === 'object' && body !== null && 'shift' in body ? body.shift : undefined;
  const shift = typeof value === 'string' && /^-?\d{1,15}$/.test(value.trim()) ? Number(value) : value;
  return typeof shift === 'number' && Math.abs(shift) <= MAX_SHIFT_MS ? shift : undefined;
}
