// Loads a bundle as a fresh sandbox does, and says how many milliseconds that took.
const began = process.hrtime.bigint();
require(process.argv[2]);
process.stdout.write(String(Number(process.hrtime.bigint() - began) / 1e6));
process.exit(0);
