import type { Request } from 'express';

export const LANGUAGES = ['da', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One text in both languages. */
export type Text = Readonly<Record<Language, string>>;

/** The name of the cookie that remembers a language that was chosen. */
export const LANGUAGE_COOKIE = 'demo-language';

/** As E-Ident spells them in its `locale` parameter. */
export const LOCALES: Text = { da: 'da_DK', en: 'en_GB' };

/** The language of the pages: `?lang=da`, else the one chosen before, else what the browser prefers. */
export function languageOf(req: Request): Language {
  return chosenLanguage(req) ?? rememberedLanguage(req) ?? (req.acceptsLanguages('en', 'da') === 'da' ? 'da' : 'en');
}

/** The language that this very request chooses. */
export function chosenLanguage(req: Request): Language | undefined {
  return LANGUAGES.find((language) => language === req.query['lang']);
}

function rememberedLanguage(req: Request): Language | undefined {
  const cookies = (req.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return LANGUAGES.find((language) => cookies.includes(`${LANGUAGE_COOKIE}=${language}`));
}
