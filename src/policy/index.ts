export { checkPolicy } from './check-policy';
export { identityTypesOf } from './eids';
export type { Policy } from './policy';
