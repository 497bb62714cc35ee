import type { AuthenticateCallback as Callback, InitializeOptions as Options } from 'passport';
import type { NemLogInAuthenticateOptions } from './authenticate-options';
import type { NemLogInStrategy } from './strategy';

// As for E-Ident: the parameters of a call are checked, and completed by the editor, under the name that everyone uses.
declare module 'passport' {
  interface Authenticator<InitializeRet, AuthenticateRet, AuthorizeRet, AuthorizeOptions> {
    initialize(options?: Options): InitializeRet;
    authenticate(
      strategy: 'nemlog-in' | NemLogInStrategy,
      options: NemLogInAuthenticateOptions,
      callback?: Callback,
    ): AuthenticateRet;
    authorize(
      strategy: 'nemlog-in' | NemLogInStrategy,
      options: NemLogInAuthenticateOptions & AuthorizeOptions,
      callback?: Callback,
    ): AuthorizeRet;
  }
}
