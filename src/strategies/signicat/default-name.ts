/** The Passport name of a strategy whose options give it none. */
export const DEFAULT_NAME = 'signicat';
