import express, { type Request, type RequestHandler, type Response } from 'express';
import { MitIdError } from '../../errors';
import { done } from './done';
import { guardControl } from './guard';

const LIMIT = '64kb';

/** What stands before a route that turns something: foreign pages are kept out, JSON and forms are read. */
export const FORMS: readonly RequestHandler[] = [
  guardControl,
  express.json({ limit: LIMIT }),
  express.urlencoded({ extended: false, limit: LIMIT }),
];

/** Acts on a body, and answers with what comes of it; what it cannot do is 400 with every problem. */
type Acting = (act: (body: object) => unknown) => (request: Request, response: Response) => void;

/** How a route acts. @param page that a browser goes back to. */
export function actingFor(page: string): Acting {
  return (act) => (request, response) => {
    const body: unknown = request.body;
    try {
      const told = act(typeof body === 'object' && body !== null ? body : {});
      if (typeof told === 'object') response.json(told);
      else done(request, response, page);
    } catch (error) {
      if (!(error instanceof MitIdError)) throw error;
      response.status(400).json({ error: 'that cannot be set', problems: error.detail.problems });
    }
  };
}
