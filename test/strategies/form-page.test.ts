import express from 'express';
import request from 'supertest';
import { sendFormPage, type FormPage } from '../../src/strategies/form-page';

const PAGE: FormPage = {
  title: 'Log ud',
  heading: 'Du bliver logget ud',
  english: 'You are being logged out.',
  action: 'https://login.idp.example/slo',
  fields: [['RelayState', 'x']],
};
const ODD = `"><script>alert(1)</script><b title='&amp;`;

async function shown(more: { [Name in keyof FormPage]?: FormPage[Name] | undefined } = {}) {
  const app = express();
  const page = { ...PAGE, ...more } as FormPage;
  app.get('/', (req, res) => sendFormPage(req, res, page));
  const { text, headers } = await request(app).get('/');
  const policy = headers['content-security-policy'] ?? '';
  return { text, policy: policy.split('; '), headers };
}

test('every value is a value, and every address an address', async () => {
  const action = 'https://login.idp.example/slo?a="><script>alert(1)</script>&b=\'<>';
  const { text } = await shown({ action, fields: [['RelayState', ODD]] });
  const escaped = (value: string) =>
    value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  expect(text).toContain(`<form method="post" action="${escaped(action)}">`);
  expect(text).toContain(`<input type="hidden" name="RelayState" value="${escaped(ODD)}">`);
  expect(text.match(/<script|<b /g)).toEqual(['<script']);
});

test('it is kept nowhere, says nothing of where it stands, and has no handler beside its one script', async () => {
  const { text, headers } = await shown();
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'content-type': 'text/html; charset=utf-8',
  });
  expect(text).not.toMatch(/\son\w+=|javascript:|style=/);
});

test.each([
  [undefined, "form-action 'self' https: http://localhost:* http://127.0.0.1:*"],
  ['https://login.idp.example/slo', "form-action 'self' https: http://localhost:* http://127.0.0.1:*"],
  ['http://idp.localhost:8080/slo', "form-action 'self' https: http:"],
])('its policy lets the form go to %s, and on', async (action, directive) => {
  const { policy } = await shown({ action });
  expect(policy).toContain(directive);
});

test.each([
  [undefined, "'none'"],
  ['https://login.idp.example/slo', 'https://login.idp.example'],
  ['http://idp.localhost:8080/slo', 'http://idp.localhost:8080'],
  ["https://idp.example;script-src'unsafe-inline'/", "'none'"],
  ['http://[::1]:8080/slo', "'none'"],
])('framed by %s: frame-ancestors %s', async (framedBy, who) => {
  const { policy } = await shown(framedBy === undefined ? {} : { framedBy });
  expect(policy.slice(4)).toEqual(["base-uri 'none'", `frame-ancestors ${who}`]);
});
