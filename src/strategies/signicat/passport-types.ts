import type { AuthenticateCallback as Callback, InitializeOptions as Options } from 'passport';
import type { SignicatAuthenticateOptions } from './authenticate-options';
import type { SignicatStrategy } from './strategy';

// As for E-Ident: the parameters of a call are checked, and completed by the editor, under the name that everyone uses.
declare module 'passport' {
  interface Authenticator<InitializeRet, AuthenticateRet, AuthorizeRet, AuthorizeOptions> {
    initialize(options?: Options): InitializeRet;
    authenticate(
      strategy: 'signicat' | SignicatStrategy,
      options: SignicatAuthenticateOptions,
      callback?: Callback,
    ): AuthenticateRet;
    authorize(
      strategy: 'signicat' | SignicatStrategy,
      options: SignicatAuthenticateOptions & AuthorizeOptions,
      callback?: Callback,
    ): AuthorizeRet;
  }
}
