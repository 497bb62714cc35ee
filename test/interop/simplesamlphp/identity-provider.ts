import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CERTS } from '../../support/certs';
import type { HttpVisitor, Visit } from '../../support/http-visitor';
import { SIMPLESAMLPHP } from '../support/peers';
import type { Person } from '../support/persons';
import { ServerProcess } from '../support/server-process';

const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
/** The attribute that the NameID is taken from; it is not sent. */
const NAME_ID = 'test:NameID';
const USER = 'person';
const PASSWORD = 'password';

/** How the identity provider is set up. */
export interface SimpleSamlPhpSetup {
  /** The service provider's metadata. */
  readonly serviceProvider: string;
  /** Who can log in. */
  readonly person: Person;
  readonly encrypt: boolean;
  /** More of what `saml20-idp-hosted` takes. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** How it is set up to speak SAML 1.1, by Browser/POST. */
export interface Saml11Setup {
  /** What the service provider is called, which is its audience too. */
  readonly merchantId: string;
  readonly callbackUrl: string;
  readonly attributes: Person['attributes'];
  /** Sign the whole Response; otherwise the assertion alone. */
  readonly signResponse: boolean;
}

/** SimpleSAMLphp as an identity provider, under PHP's own web server, with a configuration that lies in a folder of its own. */
export class SimpleSamlPhp {
  readonly entityId = 'https://saml.idp.example';

  private constructor(
    private readonly folder: string,
    private readonly server: ServerProcess,
  ) {}

  static async start(): Promise<SimpleSamlPhp> {
    const folder = mkdtempSync(join(tmpdir(), 'simplesamlphp-'));
    for (const name of ['config', 'metadata', 'sessions', 'tmp', 'log']) mkdirSync(join(folder, name));
    const server = await ServerProcess.start(
      'php',
      // OPcache would go by what it has for two seconds before it looks whether the configuration is another.
      [
        '-d',
        'display_errors=0',
        '-d',
        'opcache.revalidate_freq=0',
        '-S',
        '127.0.0.1:0',
        '-t',
        join(SIMPLESAMLPHP, 'www'),
      ],
      { SIMPLESAMLPHP_CONFIG_DIR: join(folder, 'config') },
    );
    return new SimpleSamlPhp(folder, server);
  }

  /** Sets it up anew; PHP reads its configuration for each request. */
  configure({ serviceProvider, person, encrypt, more = {} }: SimpleSamlPhpSetup): void {
    const hosted = {
      host: '__DEFAULT__',
      ...keyFiles(this.folder),
      auth: 'people',
      // Their default is a transient one. NemLog-in's is a URI that names the person, so it comes from the person.
      NameIDFormat: PERSISTENT,
      authproc: {
        10: { class: 'saml:AttributeNameID', attribute: NAME_ID, Format: PERSISTENT },
        20: { class: 'core:AttributeAlter', subject: NAME_ID, pattern: '/^.*$/', 0: '%remove' },
      },
      'attributes.NameFormat': person.nameFormat,
      'saml20.sign.assertion': true,
      'saml20.sign.response': false,
      'assertion.encryption': encrypt,
      'validate.authnrequest': true,
      'metadata.sign.enable': true,
      ...more,
    };
    this.writePeople({ ...person.attributes, [NAME_ID]: [person.nameId] });
    this.writeMetadata('saml20-idp-hosted', { [this.entityId]: hosted });
    this.writeConfiguration([{ type: 'xml', xml: serviceProvider }]);
  }

  /** The same for SAML 1.1. */
  configureSaml11({ merchantId, callbackUrl, attributes, signResponse }: Saml11Setup): void {
    this.writePeople(attributes);
    this.writeMetadata('shib13-idp-hosted', {
      [this.entityId]: { host: '__DEFAULT__', ...keyFiles(this.folder), auth: 'people' },
    });
    const consumer = { Binding: 'urn:oasis:names:tc:SAML:1.0:profiles:browser-post', Location: callbackUrl };
    this.writeMetadata('shib13-sp-remote', {
      [merchantId]: { AssertionConsumerService: [consumer], signresponse: signResponse },
    });
    this.writeConfiguration([]);
  }

  /** Where a login over SAML 1.1 begins. Its names for the three are Shibboleth's, and there is nothing to ask with them. */
  saml11EntryPoint(merchantId: string, callbackUrl: string, target: string): string {
    const query = new URLSearchParams({ providerId: merchantId, shire: callbackUrl, target });
    return `${this.server.url}/shib13/idp/SSOService.php?${query.toString()}`;
  }

  get metadataUrl(): string {
    return `${this.server.url}/saml2/idp/metadata.php`;
  }

  /** Where a person logs out of it, which ends every session that hangs on theirs; it lands at its metadata. */
  get logoutUrl(): string {
    return `${this.server.url}/saml2/idp/SingleLogoutService.php?${new URLSearchParams({ ReturnTo: this.metadataUrl }).toString()}`;
  }

  /** Its metadata, from its page. */
  async metadata(): Promise<string> {
    return (await fetch(this.metadataUrl)).text();
  }

  /** Opens an address that leads to its login page, logs in there, and follows where that leads. */
  async logIn(visitor: HttpVisitor, url: string): Promise<Visit> {
    const page = await visitor.open(url);
    const state = new URL(page.url).searchParams.get('AuthState');
    if (state === null) throw new Error(`no login page, but ${page.status} ${page.url}\n${page.body}`);
    return visitor.submit(page.url, { username: USER, password: PASSWORD, AuthState: state });
  }

  async stop(): Promise<void> {
    await this.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** @param sources of metadata, beside the folder. */
  private writeConfiguration(sources: readonly object[]): void {
    const inside = (name: string) => join(this.folder, name);
    const configuration = {
      baseurlpath: '',
      tempdir: inside('tmp'),
      loggingdir: inside('log'),
      'logging.handler': 'file',
      'logging.level': 4,
      'session.phpsession.savepath': inside('sessions'),
      'session.cookie.secure': false,
      secretsalt: 'test only',
      'auth.adminpassword': 'test only',
      // An error's page then says what was wrong with a request.
      showerrors: true,
      'enable.saml20-idp': true,
      'enable.shib13-idp': true,
      'module.enable': { core: true, saml: true, exampleauth: true },
      'metadata.sources': [{ type: 'flatfile', directory: inside('metadata') }, ...sources],
    };
    this.write('config/config.php', php('config', configuration));
  }

  private writePeople(attributes: Person['attributes']): void {
    const people = { 0: 'exampleauth:UserPass', [`${USER}:${PASSWORD}`]: attributes };
    this.write('config/authsources.php', php('config', { people }));
  }

  private writeMetadata(set: string, entities: object): void {
    this.write(`metadata/${set}.php`, php('metadata', entities));
  }

  private write(name: string, content: string): void {
    writeFileSync(join(this.folder, name), content);
  }
}

/** Values for PHP, by way of JSON: its arrays are lists and maps alike. */
function php(variable: string, value: unknown): string {
  return `<?php\n$${variable} = json_decode(<<<'JSON'\n${JSON.stringify(value)}\nJSON\n, true);\n`;
}

/** Its keys are files. */
function keyFiles(folder: string): { privatekey: string; certificate: string } {
  const [privatekey, certificate] = [join(folder, 'idp.key'), join(folder, 'idp.crt')];
  writeFileSync(privatekey, CERTS.idp.key);
  writeFileSync(certificate, CERTS.idp.cert);
  return { privatekey, certificate };
}
