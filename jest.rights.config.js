const common = require('./jest.config');

/** `npm run rights`: that no right is left which nothing uses. It plays all plays over HTTP, which takes a minute: no part of `npm test`. */
/** @type {import('jest').Config} */
module.exports = { ...common, testMatch: ['<rootDir>/test/**/*.rights.ts'], maxWorkers: 1 };
