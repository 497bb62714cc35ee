import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CERTS } from '../../support/certs';
import { PYTHON } from '../support/peers';
import type { Person } from '../support/persons';
import { ServerProcess } from '../support/server-process';

/** How it encrypts: URIs of the algorithms, and what xmlsec1 calls the session key. */
export interface PySaml2Encryption {
  readonly data: string;
  readonly sessionKey: string;
  readonly key: string;
}

/** How the identity provider is set up. */
export interface PySaml2Setup {
  /** The service provider's metadata. */
  readonly serviceProvider: string;
  /** Who is logged in, without being asked. */
  readonly person: Person;
  /** They cancel. */
  readonly cancels: boolean;
  readonly signResponse: boolean;
  readonly encrypt: PySaml2Encryption | null;
  /** How its own logout messages travel; by redirect where nothing is said. */
  readonly logoutBinding?: 'redirect' | 'post';
}

const BINDING = {
  redirect: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
  post: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
} as const;

/** pysaml2 as an identity provider: idp.py, with a folder of its own. */
export class PySaml2 {
  readonly entityId = 'https://saml.idp.example/pysaml2';

  private constructor(
    private readonly folder: string,
    private readonly server: ServerProcess,
  ) {}

  static async start(): Promise<PySaml2> {
    const folder = mkdtempSync(join(tmpdir(), 'pysaml2-'));
    writeFileSync(join(folder, 'idp.key'), CERTS.idp.key);
    writeFileSync(join(folder, 'idp.crt'), CERTS.idp.cert);
    // -B: it leaves no compiled files beside its own.
    return new PySaml2(folder, await ServerProcess.start(PYTHON, ['-B', join(__dirname, 'idp.py'), folder]));
  }

  /** Sets it up anew; it reads its folder for each request. */
  configure({ serviceProvider, logoutBinding = 'redirect', ...person }: PySaml2Setup): void {
    const setup = { ...person, logoutBinding: BINDING[logoutBinding] };
    writeFileSync(join(this.folder, 'sp.xml'), serviceProvider);
    writeFileSync(join(this.folder, 'setup.json'), JSON.stringify(setup));
  }

  get metadataUrl(): string {
    return `${this.server.url}/metadata`;
  }

  /** Where a logout begins there, of the person's one session or of all. */
  logoutUrl(sessionIndex?: string): string {
    const query = new URLSearchParams(sessionIndex === undefined ? {} : { SessionIndex: sessionIndex });
    return `${this.server.url}/logout?${query.toString()}`;
  }

  /** Its metadata, from its page. */
  async metadata(): Promise<string> {
    return (await fetch(this.metadataUrl)).text();
  }

  async stop(): Promise<void> {
    await this.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
