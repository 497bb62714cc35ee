// Half the time of a mutant went into loading these anew: they are loaded once, outside of Jest's modules. Nothing is
// mocked, each is itself.
for (const name of [
  '@node-saml/passport-saml',
  '@xmldom/xmldom',
  'node-forge',
  'xml-crypto',
  'xml-encryption',
  'zod',
]) {
  jest.mock(name, () => globalThis.requireOutside(name));
}
