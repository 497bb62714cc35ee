import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';

const KNOWN_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

// Chromium looks up its maker's hosts at every start unless it is told not to.
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The system's Chromium: `CHROMIUM_PATH`, or where it usually is; undefined when there is none. */
export function chromiumPath(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  return named !== undefined && named !== '' ? named : KNOWN_PLACES.find((path) => existsSync(path));
}

/**
 * `describe` for tests in a browser. Without Chromium they are skipped, with one line that says so; with CI set they fail.
 */
export function describeInBrowser(name: string, body: () => void): void {
  if (chromiumPath() !== undefined) {
    describe(name, body);
  } else if (process.env['CI'] === undefined) {
    process.stderr.write(`Skipped without Chromium (apt-get install chromium, or CHROMIUM_PATH): ${name}\n`);
    describe.skip(name, body);
  } else {
    test(name, () => {
      throw new Error('Chromium is missing: install it, or say where it is with CHROMIUM_PATH');
    });
  }
}

export interface VisitorOptions {
  /** Default `en-GB`. */
  readonly language?: string;
  /** Default on. */
  readonly javaScript?: boolean;
}

/** One Chromium with a profile of its own, and what it asked for and complained of. */
export interface WatchedBrowser {
  /** A browser of another person: cookies of its own. */
  newVisitor(options?: VisitorOptions): Promise<WatchedContext>;
  close(): Promise<void>;
}

export interface WatchedContext {
  readonly context: BrowserContext;
  /** Every URL that was asked for. */
  readonly requests: readonly string[];
  /** What the console said that a person should not find there: errors, and violations of the page's policy. */
  readonly complaints: readonly string[];
}

/** Starts Chromium, without a window. */
export async function launchBrowser(): Promise<WatchedBrowser> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error('no Chromium');
  const home = mkdtempSync(join(tmpdir(), 'mitid-browser-'));
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    args: ARGUMENTS,
    env: { ...process.env, HOME: home },
  });
  return {
    newVisitor: async ({ language = 'en-GB', javaScript = true } = {}) =>
      watch(await browser.newContext({ locale: language, javaScriptEnabled: javaScript })),
    close: async () => {
      await browser.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function watch(context: BrowserContext): WatchedContext {
  const requests: string[] = [];
  const complaints: string[] = [];
  context.on('request', (request) => void requests.push(request.url()));
  context.on('console', (message) => {
    // A refusal is a page with status 4xx, which the console mentions; what is refused is asserted by each test.
    if (/^Failed to load resource: .* status of 4\d\d /.test(message.text())) return;
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  context.on('weberror', (error) => void complaints.push(error.error().message));
  return { context, requests, complaints };
}
