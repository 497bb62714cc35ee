import type { Request } from 'express';

const PAGE = /(?:text\/html|application\/xhtml\+xml)/i;

/**
 * Whether a browser is going to a page, or sending a form, and can follow a redirect to the broker. A script, or another
 * program, cannot: it asks for JSON, for anything at all (Accept: `*` / `*`), or says by Sec-Fetch-Mode that it is none.
 */
export function isNavigation(req: Request): boolean {
  const mode = req.get('sec-fetch-mode');
  if (mode !== undefined && mode !== 'navigate') return false;
  return PAGE.test(req.get('accept') ?? '') && req.accepts(['html', 'json']) === 'html';
}

/** Whether a request can be made again as it was, by its URL. */
export function isRepeatable({ method }: Pick<Request, 'method'>): boolean {
  return method === 'GET' || method === 'HEAD';
}
