import tseslint from 'typescript-eslint';

const mintOnlyInProtocols = {
  selector: "CallExpression[callee.object.name='VerifiedAssertion'][callee.property.name='mint']",
  message: 'Only src/protocols may mint a VerifiedAssertion: it is the proof that the message was verified.',
};

export default tseslint.config(
  { ignores: ['**/dist/**', 'build/**', 'coverage/**', '**/node_modules/**'] },
  {
    files: ['**/*.{ts,cts}'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unnecessary-condition': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/protocols/**'],
    rules: { 'no-restricted-syntax': ['error', mintOnlyInProtocols] },
  },
  { files: ['src/cli/**/*.ts', 'examples/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', '@typescript-eslint/unbound-method': 'off' },
  },
);
