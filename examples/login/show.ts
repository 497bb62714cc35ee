import type { Request, RequestHandler, Response } from 'express';
import { chosenLanguage, LANGUAGE_COOKIE, LANGUAGES, languageOf, type Language } from './language';
import { document, type Page } from './pages/layout';
import { sessionMark } from './session';
import { visitorOf } from './visitor';
import { shownName } from './words';

const YEAR_MS = 365 * 24 * 60 * 60_000;

/** Remembers a language that the address chooses. */
export const rememberLanguage: RequestHandler = (req, res, next) => {
  const chosen = chosenLanguage(req);
  if (chosen !== undefined) res.cookie(LANGUAGE_COOKIE, chosen, { httpOnly: true, sameSite: 'lax', maxAge: YEAR_MS });
  next();
};

/** Sends pages, each with what stands around it. */
export class Pages {
  constructor(private readonly exchangesUrl: string) {}

  /** @param make writes the page in the visitor's language. */
  show(req: Request, res: Response, make: (language: Language) => Page, status = 200): void {
    const language = languageOf(req);
    const visitor = visitorOf(req);
    const around = {
      language,
      otherLanguageUrl: otherLanguageUrl(req, language, status),
      session: sessionMark(req),
      exchangesUrl: this.exchangesUrl,
      ...(visitor && { name: shownName(visitor.profile, language) }),
    };
    res
      .status(status)
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(document(make(language), around));
  }
}

// A page that shows a problem may stand at the callback's address, which works only once.
function otherLanguageUrl(req: Request, language: Language, status: number): string {
  const other = LANGUAGES.find((one) => one !== language) ?? language;
  const url = new URL(status === 200 ? req.originalUrl : '/', 'http://app.invalid');
  url.searchParams.set('lang', other);
  return `${url.pathname}${url.search}`;
}
