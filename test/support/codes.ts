import { MitIdError, type MitIdErrorCode } from '../../src/errors';

/** The MitIdError that `run` throws; fails the test when it throws nothing or something else. */
export function errorOf(run: () => unknown): MitIdError {
  try {
    run();
  } catch (error) {
    return asMitIdError(error);
  }
  throw new Error('expected a MitIdError, nothing was thrown');
}

/** The MitIdError that `promise` rejects with; fails the test when it fulfils or rejects with something else. */
export async function errorOfAsync(promise: Promise<unknown>): Promise<MitIdError> {
  try {
    await promise;
  } catch (error) {
    return asMitIdError(error);
  }
  throw new Error('expected a MitIdError, the promise fulfilled');
}

/** The code of the MitIdError that `run` throws. */
export function codeOf(run: () => unknown): MitIdErrorCode {
  return errorOf(run).code;
}

/** The code of the MitIdError that `promise` rejects with. */
export async function codeOfAsync(promise: Promise<unknown>): Promise<MitIdErrorCode> {
  return (await errorOfAsync(promise)).code;
}

function asMitIdError(error: unknown): MitIdError {
  if (error instanceof MitIdError) return error;
  throw error;
}
