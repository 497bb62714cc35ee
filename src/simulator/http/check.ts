import express, { Router, type Request, type Response } from 'express';
import { METADATA } from '../../trust';
import type { CheckLog } from '../check/check-log';
import { checkPage } from '../pages/check-page';
import { guardControl } from './guard';

const PAGE = '/simulator/check';
const XML_TYPES = ['application/samlmetadata+xml', 'application/xml', 'text/xml'];

/** How service providers hold against what NemLog-in demands. */
export function checkRoutes(checks: CheckLog): Router {
  const router = Router();

  router.get(PAGE, (_request, response) => void response.type('html').send(checkPage(checks.checklists())));
  router.get(`${PAGE}.json`, (_request, response) => void response.json(checks.checklists()));

  router.post(
    `${PAGE}/metadata`,
    guardControl,
    express.raw({ type: XML_TYPES, limit: METADATA.maxBytes }),
    // Percent-encoded, a byte of a form is three.
    express.urlencoded({ extended: false, limit: 3 * METADATA.maxBytes }),
    (request: Request, response: Response) => {
      const metadata = metadataIn(request.body);
      if (metadata === undefined) {
        response.status(400).json({ error: `send metadata as ${XML_TYPES.join(', ')}` });
        return;
      }
      const checklist = checks.sawMetadata(metadata);
      if (request.get('accept')?.includes('text/html') === true) response.redirect(303, PAGE);
      else response.json(checklist);
    },
  );
  return router;
}

function metadataIn(body: unknown): string | Uint8Array | undefined {
  if (body instanceof Uint8Array) return body;
  const field: unknown = typeof body === 'object' && body !== null && 'metadata' in body ? body.metadata : undefined;
  return typeof field === 'string' ? field : undefined;
}
