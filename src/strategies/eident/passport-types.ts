import type { AuthenticateCallback as Callback, InitializeOptions as Options } from 'passport';
import type { EIdentAuthenticateOptions } from './authenticate-options';
import type { EIdentStrategy } from './strategy';

// So that the parameters of a call are checked, and completed by the editor, under the name that everyone uses.
// All type parameters of a merged interface are repeated, and each must be used: that is what `initialize` is for.
declare module 'passport' {
  interface Authenticator<InitializeRet, AuthenticateRet, AuthorizeRet, AuthorizeOptions> {
    initialize(options?: Options): InitializeRet;
    authenticate(
      strategy: 'eident' | EIdentStrategy,
      options: EIdentAuthenticateOptions,
      callback?: Callback,
    ): AuthenticateRet;
    authorize(
      strategy: 'eident' | EIdentStrategy,
      options: EIdentAuthenticateOptions & AuthorizeOptions,
      callback?: Callback,
    ): AuthorizeRet;
  }
}
