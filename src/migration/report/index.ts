export { jsonArray } from './json-array';
export { MigrationReports } from './migration-reports';
export type { MigrationReportsOptions } from './migration-reports';
export type { Projection } from './projection';
export type { ClassStatus, MigrationStatus, Progress } from './status';
export { statusPage } from './status-page';
export { statusText } from './status-text';
export type { WeekStatus } from './weeks';
