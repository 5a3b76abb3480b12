import { fileURLToPath } from 'node:url';
import jestConfig from './jest.config.js';

/**
 * Mutation testing of what decides and what acts: `npm run mutation`, by hand. It takes about an hour; what has not changed since
 * the last run is not run again (reports/stryker-incremental.json).
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  mutate: ['lambda/core/**/*.ts', 'lambda/steps/**/*.ts'],
  // The tests of the core, of the steps and of what is beside them, in one file: no HTTP, no whole story.
  buildCommand: 'node test/mutation/one-file.mjs',
  testRunner: 'jest',
  jest: {
    config: {
      ...jestConfig,
      setupFilesAfterEnv: [],
      transform: {},
      testEnvironment: fileURLToPath(new URL('test/mutation/first-failure.js', import.meta.url)),
      testMatch: ['**/test/lambda/all-in-one.test.js'],
    },
    enableFindRelatedTests: false,
  },
  coverageAnalysis: 'perTest',
  // What does not compile is no mutant. What runs once, when a file is loaded (constants, schemas), would need all tests each.
  checkers: ['typescript'],
  tsconfigFile: 'test/mutation/tsconfig.json',
  ignoreStatic: true,
  incremental: true,
  incrementalFile: 'reports/stryker-incremental.json',
  reporters: ['clear-text', 'json', 'progress'],
  jsonReporter: { fileName: 'reports/mutation.json' },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  // The environment of so many runs would not fit into memory.
  maxTestRunnerReuse: 60,
  tempDirName: '.stryker-tmp',
  ignorePatterns: ['.git', '.venv-conformance', 'dist', 'cdk.out', 'coverage', 'reports', 'docs', 'bench'],
  concurrency: 2,
  // A busy machine must not pass for an endless loop.
  timeoutMS: 30_000,
  thresholds: { high: 95, low: 90, break: null },
};
