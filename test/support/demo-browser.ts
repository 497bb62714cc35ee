import type { Page } from 'playwright-core';
import { startDemo, type Demo, type DemoOptions } from '../../examples/login/demo';
import { launchBrowser, type VisitorOptions, type WatchedBrowser, type WatchedContext } from './browser';

/** The demo and a browser for the tests of one file; each test gets visitors of its own. */
export class DemoBrowser {
  /** Every line that the demo logged. */
  readonly log: string[] = [];
  private demo: Demo | undefined;
  private browser: WatchedBrowser | undefined;
  private readonly visitors: WatchedContext[] = [];

  private constructor(private readonly hosts: DemoOptions['hosts']) {}

  /** Registers the hooks of Jest: start, and after each test that nothing left loopback and no console complained. */
  static use(hosts?: DemoOptions['hosts']): DemoBrowser {
    // A machine that runs the other tests beside Chromium is slow at times.
    jest.setTimeout(60_000);
    const self = new DemoBrowser(hosts);
    beforeAll(() => self.start());
    afterEach(() => self.settle());
    afterAll(() => self.stop());
    return self;
  }

  get url(): string {
    return this.running.url;
  }

  get simulator(): Demo['simulator'] {
    return this.running.simulator;
  }

  /** A tab in a browser of a person of their own. */
  async visit(options?: VisitorOptions): Promise<Page> {
    if (this.browser === undefined) throw new Error('the browser has not started');
    const visitor = await this.browser.newVisitor(options);
    this.visitors.push(visitor);
    return visitor.context.newPage();
  }

  private get running(): Demo {
    if (this.demo === undefined) throw new Error('the demo has not started');
    return this.demo;
  }

  private async start(): Promise<void> {
    const log = (line: string) => void this.log.push(line);
    [this.demo, this.browser] = await Promise.all([
      startDemo({ port: 0, simulatorPort: 0, log, ...(this.hosts && { hosts: this.hosts }) }),
      launchBrowser(),
    ]);
  }

  private async settle(): Promise<void> {
    const visitors = this.visitors.splice(0);
    await Promise.all(visitors.map(({ context }) => context.close()));
    const hosts = new Set(visitors.flatMap(({ requests }) => requests).map((url) => new URL(url).hostname));
    expect([...hosts].filter((host) => !/^(?:[ab]\.)?localhost$/.test(host))).toEqual([]);
    expect(visitors.flatMap(({ complaints }) => complaints)).toEqual([]);
  }

  private async stop(): Promise<void> {
    await Promise.all([this.browser?.close(), this.demo?.close()]);
  }
}
