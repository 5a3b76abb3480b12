const common = require('./jest.config');

/** `npm run conformance`: on an AWS that nobody here wrote. No part of `npm test`, which needs Node alone. */
/** @type {import('jest').Config} */
module.exports = {
  ...common,
  testMatch: ['<rootDir>/test/conformance/**/*.conformance.ts'],
  // One at a time: each has a moto of its own, and its functions.
  maxWorkers: 1,
  testTimeout: 2_400_000,
};
