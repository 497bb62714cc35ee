import type { Request, Response } from 'express';

/** The simulator's own page comes from a form and goes back to the page; a test gets no content. */
export function done(request: Request, response: Response, page: string): void {
  if (request.get('accept')?.includes('text/html') === true) response.redirect(303, page);
  else response.status(204).end();
}
