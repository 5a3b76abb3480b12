/* global fetch */
/**
 * The one function of the definitions that are compared: what it does is in its event. Loaded by the test for the rehearsal's
 * interpreter, and deployed to moto as it is.
 */
module.exports.run = async ({ fails = 0, tries = 0, error = 'Broken', token, then, answer = {} }, send) => {
  if (tries < fails) throw Object.assign(new Error(`the ${error} of the test`), { name: error });
  if (token && then) await send(token, then);
  return answer;
};

/** As Lambda calls it: tokens are answered over HTTP. */
module.exports.handler = (event) =>
  module.exports.run(event, async (taskToken, { output, ...failure }) => {
    const operation = output === undefined ? 'SendTaskFailure' : 'SendTaskSuccess';
    const given = output === undefined ? failure : { output: JSON.stringify(output) };
    const answered = await fetch(process.env.AWS_ENDPOINT_URL, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `AWSStepFunctions.${operation}`,
        authorization: `AWS4-HMAC-SHA256 Credential=${process.env.AWS_ACCESS_KEY_ID}/20260101/${process.env.AWS_REGION}/states/aws4_request, SignedHeaders=host, Signature=none`,
      },
      body: JSON.stringify({ taskToken, ...given }),
    });
    if (!answered.ok) throw new Error(await answered.text());
  });
