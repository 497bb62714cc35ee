import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * Strict headers: nothing from elsewhere, no script, no frame.
 *
 * @param brokerOrigin where logging out leads. Chromium holds `form-action` against the redirects of a form too, so a
 *   POST to our own `/logout` needs the broker's origin there; a login starts with a link, which does not.
 */
export function securityHeaders(brokerOrigin: string): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'style-src': ["'self'"],
        'img-src': ["'self'"],
        'form-action': ["'self'", brokerOrigin],
        'base-uri': ["'none'"],
        'frame-ancestors': ["'none'"],
      },
    },
    xFrameOptions: { action: 'deny' },
    // Over http browsers ignore it; on a machine's own localhost it would only be in the way of other projects.
    strictTransportSecurity: false,
  });
}
