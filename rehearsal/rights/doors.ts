import type { Aws } from '../iam/model';
import type { Refuse as RefuseInAccounts } from '../iam/server';
import { callers } from './hub';
import type { Asked, Judge } from './judge';
import { ofAccounts, ofDynamo, ofStates } from './questions';
import { inWords, refusalOf } from './refused';
import type { Refuse } from './refused';

/** What stands before each server: every call of one of our functions is judged by the policies of its role. */
export function doorsOf(
  judge: Judge | undefined,
  aws: Aws,
): { dynamo?: Refuse; states?: Refuse; accounts?: RefuseInAccounts } {
  if (!judge) return {};
  const said = async (asked: readonly Asked[]): Promise<string | undefined> => {
    const refusal = await refusalOf(judge, asked);
    return refusal && inWords(refusal);
  };
  const ofFunctions =
    (questions: typeof ofDynamo): Refuse =>
    async (keyId, operation, input) => {
      const caller = callers.get(keyId);
      return caller && said(questions(caller, operation, input));
    };
  return {
    dynamo: ofFunctions(ofDynamo),
    states: ofFunctions(ofStates),
    accounts: (caller, call) => said(ofAccounts(aws, caller, call)),
  };
}
