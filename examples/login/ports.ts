import { MitIdError } from 'passport-mitid-saml';

/** A problem with the ports that one line can tell: which, and how to choose another. */
export class PortProblem extends Error {}

export const DEFAULT_PORT = 3000;
export const DEFAULT_SIMULATOR_PORT = 7000;

export type PortVariable = 'PORT' | 'SIMULATOR_PORT';

/** The port that an environment variable chooses; 0 takes any that is free. @throws PortProblem */
export function readPort(env: NodeJS.ProcessEnv, variable: PortVariable, otherwise: number): number {
  const text = env[variable]?.trim() ?? '';
  if (text === '') return otherwise;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new PortProblem(
    `${variable} is "${text}", which is no port number. Choose one from 0 to 65535, as in: ${variable}=8080 npm start`,
  );
}

/** Turns the error of a port that is taken, or may not be used, into one line; others come back as they are. */
export function explainPort(error: unknown, port: number, variable: PortVariable): unknown {
  const why = problemOf(error);
  if (why === undefined) return error;
  const other = port > 0 && port < 65_535 ? port + 1 : 8080;
  return new PortProblem(`Port ${port} ${why}. Choose another with ${variable}, as in: ${variable}=${other} npm start`);
}

function problemOf(error: unknown): string | undefined {
  if (error instanceof MitIdError && error.detail.option === 'port') {
    return error.message.includes('in use') ? 'is in use' : 'may not be used';
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'EADDRINUSE' ? 'is in use' : code === 'EACCES' ? 'may not be used' : undefined;
}
