/** How NemLog-in's UUID match service is offered. */
export interface UuidMatchOptions {
  /** TCP port on loopback; 0, the default, takes any that is free. */
  readonly port?: number;
}
