/** An error as AWS answers it. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  constructor(code: string, status: number, message: string) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
  }
}

export const noSuchUser = (name: string): AwsError =>
  new AwsError('NoSuchEntity', 404, `The user with name ${name} cannot be found.`);

export const noSuchKey = (keyId: string): AwsError =>
  new AwsError('NoSuchEntity', 404, `The Access Key with id ${keyId} cannot be found.`);

export const invalidToken = (): AwsError =>
  new AwsError('InvalidClientTokenId', 403, 'The security token included in the request is invalid.');

export const expiredToken = (): AwsError =>
  new AwsError('ExpiredToken', 403, 'The security token included in the request is expired');
