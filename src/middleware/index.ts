import './express-types';

export type { GuardStrategy, RouteGuardOptions } from './guard-options';
export { mitidSession } from './mitid-session';
export { requireAssurance } from './require-assurance';
export { requireCpr } from './require-cpr';
