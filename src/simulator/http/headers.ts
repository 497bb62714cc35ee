import type { RequestHandler, Response } from 'express';

/**
 * Headers of every page: no script, no frames, nothing from elsewhere, nothing kept. Form targets are left open: browsers
 * hold every redirect that follows a form post against `form-action`, and where the application sends people next is its affair.
 * The referrer stays within the origin; with `no-referrer` browsers would send `Origin: null` with our own forms.
 */
export const securityHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'Content-Security-Policy': policy({}),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  });
  next();
};

/** Lets the one page that submits itself do so. */
export function allowOwnScript(response: Response): void {
  response.set('Content-Security-Policy', policy({ script: "'self'" }));
}

/** Lets the application frame the pages, in the embedded UI mode. */
export function allowFraming(response: Response, origin: string): void {
  response.set('Content-Security-Policy', policy({ frames: origin }));
}

function policy({ script, frames = "'none'" }: { script?: string; frames?: string }): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    ...(script === undefined ? [] : [`script-src ${script}`]),
    "base-uri 'none'",
    'form-action http: https:',
    `frame-ancestors ${frames}`,
  ].join('; ');
}
