const { TestEnvironment } = require('jest-environment-node');

/** Skips all tests after the first that fails: a mutant is killed once. */
module.exports = class extends TestEnvironment {
  #failed = false;

  async handleTestEvent({ name, test }) {
    if (name === 'test_done' && test.errors.length > 0) this.#failed = true;
    if (name === 'test_start' && this.#failed) test.mode = 'skip';
  }
};
