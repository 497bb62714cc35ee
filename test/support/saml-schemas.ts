import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Debian's packages opensaml-schemas and xmltooling-schemas: what OASIS and the W3C published. */
const OASIS = '/usr/share/xml/opensaml';
const W3C = '/usr/share/xml/xmltooling';

/** The schemas import each other by address; xmllint is to look no further than this machine. */
const ADDRESSES: Readonly<Record<string, string>> = {
  'http://www.w3.org/TR/2002/REC-xmldsig-core-20020212/xmldsig-core-schema.xsd': 'xmldsig-core-schema.xsd',
  'http://www.w3.org/TR/xmldsig-core/xmldsig-core-schema.xsd': 'xmldsig-core-schema.xsd',
  'http://www.w3.org/TR/2002/REC-xmlenc-core-20021210/xenc-schema.xsd': 'xenc-schema.xsd',
  'http://www.w3.org/2001/xml.xsd': 'xml.xsd',
};

const SCHEMAS = {
  'saml-1.1-protocol': 'cs-sstc-schema-protocol-1.1.xsd',
  'saml-2.0-protocol': 'saml-schema-protocol-2.0.xsd',
  'saml-2.0-assertion': 'saml-schema-assertion-2.0.xsd',
  'saml-2.0-metadata': 'saml-schema-metadata-2.0.xsd',
} as const;

export type SamlSchema = keyof typeof SCHEMAS;

/** `describe` where xmllint and the schemas are there; without them it fails in CI, and is skipped with one line elsewhere. */
export function requireSchemas(): jest.Describe {
  const there =
    spawnSync('xmllint', ['--version']).error === undefined && existsSync(OASIS) && existsSync(join(W3C, 'xml.xsd'));
  if (there) return describe;
  const missing = 'xmllint, opensaml-schemas or xmltooling-schemas is missing';
  if (process.env['CI'] !== undefined) throw new Error(`${missing}: CI validates every document`);
  process.stderr.write(`${missing}: what is validated against a schema is skipped\n`);
  return describe.skip;
}

/** What xmllint finds wrong with a document; empty when it is valid. */
export function schemaProblems(xml: string, schema: SamlSchema): string {
  const folder = mkdtempSync(join(tmpdir(), 'saml-schemas-'));
  try {
    const catalog = join(folder, 'catalog.xml');
    writeFileSync(catalog, catalogXml());
    const { status, stderr } = spawnSync(
      'xmllint',
      ['--nonet', '--noout', '--schema', join(OASIS, SCHEMAS[schema]), '-'],
      { input: xml, encoding: 'utf8', env: { ...process.env, XML_CATALOG_FILES: catalog } },
    );
    return status === 0 ? '' : stderr;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function catalogXml(): string {
  const entries = Object.entries(ADDRESSES).flatMap(([address, file]) =>
    ['uri name', 'system systemId'].map((kind) => `<${kind}="${address}" uri="file://${join(W3C, file)}"/>`),
  );
  return `<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">${entries.join('')}</catalog>`;
}
