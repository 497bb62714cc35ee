import type { EIdentAuthenticateOptions } from './authenticate-options';
import type { EIdentStrategy } from './strategy';

// So that the parameters of a call are checked, and completed by the editor, under the name that everyone uses.
// All type parameters of a merged interface are repeated, and each must be used: that is what `initialize` is for.
declare module 'passport' {
  interface Authenticator<InitializeRet, AuthenticateRet, AuthorizeRet, AuthorizeOptions> {
    initialize(options?: InitializeOptions): InitializeRet;
    authenticate(
      strategy: 'eident' | EIdentStrategy,
      options: EIdentAuthenticateOptions,
      callback?: AuthenticateCallback,
    ): AuthenticateRet;
    authorize(
      strategy: 'eident' | EIdentStrategy,
      options: EIdentAuthenticateOptions & AuthorizeOptions,
      callback?: AuthenticateCallback,
    ): AuthorizeRet;
  }
}
