import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { MitIdError } from '../errors';
import { BROWSER_MESSAGE, decodeBase64 } from '../trust';
import { isTarget } from './login-requests';
import { dropNewSession } from './new-session';
import type { Step } from './outcome';

const SCRIPT = 'document.forms[0].submit()';
const STYLE =
  'body{font:1.125rem/1.5 sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem}button{font:inherit;padding:.5rem 1rem}';
const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const HEADERS: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': [
    "default-src 'none'",
    `script-src ${hashOf(SCRIPT)}`,
    `style-src ${hashOf(STYLE)}`,
    // The form goes to its own page; a browser holds the redirects that follow to this too, and the application may send
    // the person on to another host of its own.
    "form-action 'self' https: http://localhost:* http://127.0.0.1:*",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** An answer that came without the cookie of its login. */
export interface StrayAnswer {
  readonly response: string;
  readonly relayState: string;
}

/** The names that the answer's fields have. */
export interface FieldNames {
  readonly response: string;
  readonly relayState: string;
  /** The field that says that the answer is posted for the second time. */
  readonly reposted: string;
}

/**
 * The page that posts an answer once more, to the URL it came to. The identity provider's form comes from another site, so
 * that no SameSite=Lax cookie follows it; a form of our own is followed by all of them, that of the application's session
 * too. Nothing is consumed by the first POST, and nothing of it is believed: what the page repeats is base64 and a name of
 * our own making, so that no value can be more than a value.
 *
 * @throws MitIdError `login_unknown` where the answer names no login of ours, `message_too_large`, `base64_invalid`.
 */
export function repostPage(req: Request, { response, relayState }: StrayAnswer, names: FieldNames): Step {
  if (!isTarget(relayState)) {
    const got = `${relayState.length} characters that are no name of a login`;
    throw new MitIdError('login_unknown', { where: names.relayState, got });
  }
  const message = decodeBase64(response, BROWSER_MESSAGE.maxBytes, names.response).toString('base64');
  const html = page([
    [names.response, message],
    [names.relayState, relayState],
    [names.reposted, '1'],
  ]);
  return { kind: 'page', send: (res) => sendPage(req, res, html) };
}

function sendPage(req: Request, res: Response, html: string): void {
  dropNewSession(req);
  // The application's own policy, as helmet sets it, would stop the script; its report would be about us.
  res.removeHeader('Content-Security-Policy-Report-Only');
  for (const [name, value] of Object.entries(HEADERS)) res.setHeader(name, value);
  res.statusCode = 200;
  res.end(html);
}

// Without an action, a form is sent to the address of its page.
function page(fields: readonly (readonly [name: string, value: string])[]): string {
  const inputs = fields.map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`);
  return `<!DOCTYPE html>
<html lang="da">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Log ind</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Du bliver logget ind</h1>
<p>Fortsætter siden ikke af sig selv, så tryk på knappen.</p>
<p lang="en">You are being logged in. If this page does not go on by itself, press the button.</p>
<form method="post">
${inputs.join('\n')}
<button type="submit">Fortsæt <span lang="en">(Continue)</span></button>
</form>
</main>
<script>${SCRIPT}</script>
</body>
</html>
`;
}
