export type { RosterEntry, RosterFilter } from './roster';
export { rosterCsv } from './roster-csv';
export type { RosterCsvOptions } from './roster-csv';
