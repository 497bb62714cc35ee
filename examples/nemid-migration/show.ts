import type { Request, Response } from 'express';
import { document, type Page } from './pages/layout';
import { visitorOf } from './visitor';

/** Sends a page, with what stands around it. */
export type Show = (req: Request, res: Response, page: Page, status?: number) => void;

/** @param exchangesUrl where the simulator shows what went over the wire. */
export function createShow(exchangesUrl: string): Show {
  return (req, res, page, status = 200) => {
    const name = visitorOf(req)?.profile.displayName;
    res
      .status(status)
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(document(page, { exchangesUrl, ...(name !== undefined && { name }) }));
  };
}
