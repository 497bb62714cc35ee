import type { BrowserAttack } from './attack';
import type { Browser } from './browser';
import type { Visit } from './page';
import type { Played, Stage } from './stage';
import { bring } from './witness';

/** Where no application may send anybody. */
export const FOREIGN_TARGET = 'https://somebody-else.example/';

type Trick = (stage: Stage) => Promise<Played>;

/** A sound answer in the wrong hands, or a second time. */
export const TRICKS: Readonly<Record<BrowserAttack['trick'], Trick>> = {
  async uninvited(stage) {
    const { answer } = await stage.begin(stage.newBrowser());
    return bringing(stage, stage.newBrowser(), answer);
  },
  async 'other-login'(stage) {
    const { answer } = await stage.begin(stage.newBrowser());
    const victim = stage.newBrowser();
    await stage.begin(victim);
    return bringing(stage, victim, answer);
  },
  async 'other-login-under-own-state'(stage) {
    const other = await stage.begin(stage.newBrowser());
    const victim = stage.newBrowser();
    const own = await stage.begin(victim);
    return bringing(stage, victim, withMessageOf(own.answer, other.answer));
  },
  async 'second-browser'(stage) {
    const first = stage.newBrowser();
    const { answer } = await stage.begin(first);
    await bring(first, answer, stage.app);
    const thief = stage.newBrowser();
    const own = await stage.begin(thief);
    return bringing(stage, thief, withMessageOf(own.answer, answer));
  },
  async 'second-time'(stage) {
    const first = stage.newBrowser();
    const { answer } = await stage.begin(first);
    const again = first.copy();
    await bring(first, answer, stage.app);
    return bringing(stage, again, answer);
  },
  async 'foreign-target'(stage) {
    const browser = stage.newBrowser();
    const { answer } = await stage.begin(browser);
    const name = answer.form?.has('TARGET') === false ? 'RelayState' : 'TARGET';
    return bringing(stage, browser, withParameter(answer, name, FOREIGN_TARGET));
  },
  async 'other-encoding'(stage) {
    const browser = stage.newBrowser();
    const { answer } = await stage.begin(browser);
    return bringing(stage, browser, changed(answer, 'SAMLResponse', declaredLatin1));
  },
  async 'lax-base64'(stage) {
    const browser = stage.newBrowser();
    const { answer } = await stage.begin(browser);
    const strewn = (value: string) => `${value.slice(0, 8)}*${value.slice(8)}`;
    return bringing(stage, browser, changed(answer, 'SAMLResponse', strewn));
  },
  async 'foreign-source'(stage) {
    const browser = stage.newBrowser();
    const { answer } = await stage.begin(browser);
    return bringing(stage, browser, changed(answer, 'SAMLart', ofAnotherSource));
  },
};

async function bringing({ app }: Stage, browser: Browser, answer: Visit): Promise<Played> {
  return { browser, brought: await bring(browser, answer, app) };
}

const MESSAGES = ['SAMLResponse', 'SAMLart'] as const;

function withMessageOf(own: Visit, other: Visit): Visit {
  return MESSAGES.reduce((answer, name) => changed(answer, name, (value) => parameters(other).get(name) ?? value), own);
}

function parameters({ url, form }: Visit): URLSearchParams {
  return form ?? url.searchParams;
}

/** The answer with another value of a parameter that it has. */
function changed(answer: Visit, name: string, change: (value: string) => string): Visit {
  const value = parameters(answer).get(name);
  return value === null ? answer : withParameter(answer, name, change(value));
}

/** The same, whether or not it has the parameter: who brings an answer writes what they like beside it. */
function withParameter({ url, form }: Visit, name: string, value: string): Visit {
  const next = { url: new URL(url), form: form && new URLSearchParams(form) };
  parameters(next).set(name, value);
  return next;
}

// No signature covers the declaration, so that whoever holds a message writes what they like into it.
function declaredLatin1(message: string): string {
  const text = Buffer.from(message, 'base64').toString('utf8');
  const declared = text.replace(/^(?:<\?xml[^>]*>)?/, '<?xml version="1.0" encoding="ISO-8859-1"?>');
  return Buffer.from(declared, 'utf8').toString('base64');
}

// Type, SourceID of 20 octets, handle of 20 octets (SAML 1.1 bindings, 4.1.1.8).
function ofAnotherSource(artifact: string): string {
  const octets = Buffer.from(artifact, 'base64');
  octets.fill(0, 2, 22);
  return octets.toString('base64');
}
