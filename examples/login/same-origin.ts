import type { RequestHandler } from 'express';

/** Refuses another site's form, which would act for the person: browsers say where a request comes from. */
export const sameOriginOnly: RequestHandler = (req, res, next) => {
  const site = req.get('Sec-Fetch-Site');
  if (site === undefined || site === 'same-origin') next();
  else res.status(403).type('text').send('This form was sent from another site.\n');
};
