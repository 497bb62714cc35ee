// Compiled, never run: what the types of requireCpr and requireAssurance let through, and what they stop.
import express, { type RequestHandler } from 'express';
import passport from 'passport';
import {
  requireAssurance,
  requireCpr,
  type EIdentStrategy,
  type GuardStrategy,
  type NemLogInStrategy,
  type RouteGuardOptions,
} from '../../src';

declare const eIdent: EIdentStrategy;
declare const nemLogIn: NemLogInStrategy;

const app = express();
app.get('/a', requireCpr(eIdent), requireAssurance('high', 'nemlog-in'));
app.get('/b', requireCpr([eIdent, 'nemlog-in'] satisfies readonly GuardStrategy[]));
app.get('/c', requireCpr('eident', { passport, afterPost: '/c', parameters: { referenceText: 'x' } }));
app.get('/d', requireAssurance('substantial', [nemLogIn], { passport: new passport.Passport() }));
const options: RouteGuardOptions = { parameters: { forceAuthn: true } };
requireCpr(eIdent, options) satisfies RequestHandler;

// @ts-expect-error a strategy is required
requireCpr();
// @ts-expect-error the level comes first
requireAssurance('nemlog-in', 'high');
// @ts-expect-error an unknown level
requireAssurance('medium', eIdent);
// @ts-expect-error the guard says where the way back leads
requireCpr(eIdent, { parameters: { returnTo: '/' } });
// @ts-expect-error the guard says what is stepped up
requireCpr(eIdent, { parameters: { stepUp: 'cpr' } });
// @ts-expect-error an unknown option
requireCpr(eIdent, { afterpost: '/' });

// A call of its own.
passport.authenticate('eident', { stepUp: 'cpr', stepUpFallback: 'authenticate' });
passport.authenticate('eident', { stepUp: 'assurance', loa: 'high' });
passport.authenticate('nemlog-in', { stepUp: 'assurance', loa: 'high', forceAuthn: false });
// @ts-expect-error NemLog-in asks nobody for a CPR number
passport.authenticate('nemlog-in', { stepUp: 'cpr' });
