import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** What the core may import: itself, and a pure date library. No AWS, no Slack, no environment, no clock, no logger. */
const coreImports = {
  patterns: [
    {
      regex: '^(?!\\.{1,2}/|temporal-polyfill$)',
      message: 'lambda/core imports only itself and temporal-polyfill: hand it data, or give it a port.',
    },
    {
      regex: '^(\\.\\./)+(adapters|steps|doors|handlers|composition)',
      message: 'The core knows nothing that is around it.',
    },
  ],
};
const coreGlobals = ['process', 'console', 'fetch', 'setTimeout', 'setInterval', 'setImmediate', 'require'].map(
  (name) => ({
    name,
    message: 'lambda/core is pure: time, randomness and the outside come in as data.',
  }),
);
const coreSyntax = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Time is an argument.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time is an argument.' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Randomness is an argument.' },
  { selector: "MemberExpression[object.name='Temporal'][property.name='Now']", message: 'Time is an argument.' },
  { selector: 'ImportExpression', message: 'The core imports only itself.' },
];

export default defineConfig(
  globalIgnores(['node_modules/', 'dist/', 'cdk.out/', 'coverage/', '.stryker-tmp/', 'reports/', '.venv-conformance/']),
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      // Ports and servers here are closures: their functions have no `this` to lose.
      '@typescript-eslint/unbound-method': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: { module: 'writable', require: 'readonly', process: 'readonly', console: 'readonly', URL: 'readonly' },
    },
  },
  {
    files: ['lambda/core/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', coreImports],
      'no-restricted-globals': ['error', ...coreGlobals],
      'no-restricted-syntax': ['error', ...coreSyntax],
    },
  },
);
