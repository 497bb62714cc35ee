// The arrows of the design: a room imports only the rooms that stand above it in this list.
const rooms = [
  ['errors'],
  ['http'],
  ['identifiers'],
  ['assertion.ts', 'login-request.ts', 'claims'],
  ['state'],
  ['certificates'],
  ['trust'],
  ['metadata'],
  ['protocols'],
  ['profile'],
  ['policy', 'step-up'],
  ['session'],
  ['strategies'],
  ['cpr-match'],
  ['cpr-lookup'],
  ['middleware'],
  ['migration'],
  ['inspect'],
  ['simulator'],
  ['cli'],
];
const pattern = (room) => (room.endsWith('.ts') ? `^src/${room.replace('.', '\\.')}$` : `^src/${room}/`);

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    ...rooms.flatMap((names, level) => {
      const below = rooms.slice(level + 1).flat();
      const beside = (name) => names.filter((other) => other !== name);
      return names.map((name) => ({
        name: `arrow-up-from-${name}`,
        comment: 'A room imports only rooms above it (see docs/architecture.md).',
        severity: 'error',
        from: { path: pattern(name) },
        to: { path: [...below, ...beside(name)].map(pattern).concat('^src/index\\.ts$') },
      }));
    }),
    {
      name: 'simulator-is-for-tests',
      comment: 'The product never loads the simulator; it is imported by cli, examples and tests only.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(simulator|cli)/' },
      to: { path: '^src/simulator/' },
    },
    {
      name: 'trust-and-profile-know-no-web',
      severity: 'error',
      from: { path: '^src/(trust|profile|policy|step-up|protocols)/' },
      to: { path: 'node_modules/(express|passport|passport-strategy|@types/express|@types/passport)' },
    },
    {
      name: 'one-parser-in-the-product',
      comment:
        'xmldom and xml-crypto generate (simulator, signatures of our own); what is received is read by src/trust alone.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(simulator/|metadata/enveloped-signature)' },
      to: { path: 'node_modules/(@xmldom/xmldom|xml-crypto)' },
    },
    {
      name: 'node-saml-writes-requests-only',
      comment: 'node-saml writes the AuthnRequest; what it would read and verify is ours to judge.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/protocols/saml2/authn-request' },
      to: { path: 'node_modules/@node-saml/' },
    },
    {
      name: 'xml-encryption-behind-the-allow-list',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(trust/unwrap-key|simulator/)' },
      to: { path: 'node_modules/(@types/)?xml-encryption' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.build.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default', 'types'] },
  },
};
