import { selfSubmittingForm } from '../../../src/simulator/attack/form';

const PAGE = new URL('http://localhost:7000/nemlogin/sso');

test('the form that brings an answer, and no other', () => {
  const body = `<form action="/search"><input name="q"></form>
    <FORM method='post' action='https://app.example.test/acs?a=1&amp;b=2'>
      <input type="hidden" value="PHg&#x2B;&#43;" name="SAMLResponse" /><input name=RelayState value='a &quot;b&quot;'>
    </FORM>`;
  const { url, form } = selfSubmittingForm(body, PAGE) ?? {};
  expect(url?.href).toBe('https://app.example.test/acs?a=1&b=2');
  expect([...(form ?? [])]).toEqual([
    ['SAMLResponse', 'PHg++'],
    ['RelayState', 'a "b"'],
  ]);
});

test.each([
  ['no form', '<p>Please log in.</p>'],
  ['a form that brings no answer', '<form action="/login"><input name="user"></form>'],
  ['an address that is none', '<form action="http://["><input name="SAMLResponse" value="x"></form>'],
])('%s', (_what, body) => {
  expect(selfSubmittingForm(body, PAGE)).toBeUndefined();
});

test('without an action it goes to its own page', () => {
  expect(selfSubmittingForm('<form><input name="SAMLResponse"></form>', PAGE)?.url.href).toBe(PAGE.href);
});
