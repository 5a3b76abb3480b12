const common = require('./jest.config');

/** `npm run browser`: what is seen and done in a real browser. No part of `npm test`, which needs none. */
/** @type {import('jest').Config} */
module.exports = {
  ...common,
  testMatch: ['<rootDir>/test/browser/**/*.browser.ts'],
  // One browser at a time: it takes what several tests would.
  maxWorkers: 1,
};
