/** A test asked the simulator for something it does not have; it is told in words, and never reaches the application. */
export class UsageError extends Error {}
