import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { xml } from '../metadata/write-xml';
import { dropNewSession } from './new-session';

const SCRIPT = 'document.forms[0].submit()';
const STYLE =
  'body{font:1.125rem/1.5 sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem}button{font:inherit;padding:.5rem 1rem}';
const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const HEADERS: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};
/** What may stand in a policy as it is: an address has characters that would end a directive. */
const ORIGIN = /^https?:\/\/[\w.-]+(:\d+)?$/;

/** A page whose form is sent by itself, or with its button where no scripts run. */
export interface FormPage {
  readonly title: string;
  readonly heading: string;
  /** What goes on, in English; the heading says it in Danish. */
  readonly english: string;
  /** Where the form goes, https or http on loopback; without it to the address of the page. */
  readonly action?: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** An address whose site may show the page in a frame; without it nobody may. */
  readonly framedBy?: string;
}

/** Answers a request with the page, under a Content-Security-Policy of its own. */
export function sendFormPage(req: Request, res: Response, page: FormPage): void {
  dropNewSession(req);
  // The application's own policy, as helmet sets it, would stop the script; its report would be about us.
  res.removeHeader('Content-Security-Policy-Report-Only');
  for (const [name, value] of Object.entries(HEADERS)) res.setHeader(name, value);
  res.setHeader('Content-Security-Policy', policyOf(page));
  res.statusCode = 200;
  res.end(htmlOf(page));
}

function policyOf({ action = '', framedBy }: FormPage): string {
  const framing = framedBy === undefined ? '' : new URL(framedBy).origin;
  // A browser holds the redirects that follow a form to this too, and wherever the form goes, the person may be sent on to
  // another host. An address by http is of the developer's own machine, under whichever name.
  const http = action.startsWith('http:') ? 'http:' : 'http://localhost:* http://127.0.0.1:*';
  return [
    "default-src 'none'",
    `script-src ${hashOf(SCRIPT)}`,
    `style-src ${hashOf(STYLE)}`,
    `form-action 'self' https: ${http}`,
    "base-uri 'none'",
    `frame-ancestors ${ORIGIN.test(framing) ? framing : "'none'"}`,
  ].join('; ');
}

function htmlOf({ title, heading, english, action, fields }: FormPage): string {
  const inputs = fields.map(([name, value]) => xml`<input type="hidden" name="${name}" value="${value}">`.text);
  return `<!DOCTYPE html>
<html lang="da">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${heading}</h1>
<p>Fortsætter siden ikke af sig selv, så tryk på knappen.</p>
<p lang="en">${english} If this page does not go on by itself, press the button.</p>
${form(action)}
${inputs.join('\n')}
<button type="submit">Fortsæt <span lang="en">(Continue)</span></button>
</form>
</main>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

function form(action: string | undefined): string {
  return action === undefined ? '<form method="post">' : xml`<form method="post" action="${action}">`.text;
}
