process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  maxWorkers: '100%',
  // No test asserts on the wall clock: on a busy machine it takes longer, and means the same.
  testTimeout: 120_000,
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.(t|j)sx?$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  // These come as ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!temporal-)'],
  setupFilesAfterEnv: ['aws-cdk-lib/testhelpers/jest-autoclean'],
  collectCoverageFrom: ['lambda/**/*.ts', 'cli/**/*.ts', 'lib/**/*.ts', 'rehearsal/**/*.ts'],
  coverageProvider: 'v8',
  coverageThreshold: { './lambda/core/': { branches: 100 } },
};
