/** A fault that is put into the product on purpose, to see that the explorer finds it. */
export interface Seed {
  name: string;
  /** What the product then does. */
  fault: string;
  edits: readonly { file: string; from: string; to: string }[];
  /** Why no schedule shows it: something else in the product makes up for it. */
  madeUpFor?: string;
}

const edit = (file: string, from: string, to: string): Seed['edits'][number] => ({ file, from, to });
const core = (file: string, from: string, to: string): Seed['edits'] => [edit(`lambda/core/${file}`, from, to)];
const steps = (file: string, from: string, to: string): Seed['edits'] => [edit(`lambda/steps/${file}`, from, to)];

/** Whatever was announced, a sweep reads what HEAD says. */
const byHeadAlone: Seed['edits'] = [
  edit('lambda/watchdog/find.ts', 'of announced) {', 'of [...announced].slice(announced.size)) {'),
  edit('lambda/watchdog/find.ts', 'new Set(announced.keys())', 'new Set<string>()'),
];

/** Each rule of the protocol taken away, and what else a careful adversary would take. One at a time. */
export const seeds: readonly Seed[] = [
  {
    name: 'R1: a fence of a minute',
    fault: 'a retirement closes while a late call may still land',
    edits: core('protocol.ts', 'FENCE = 15 * 60', 'FENCE = 60'),
  },
  {
    name: 'R1: closes before the fence',
    fault: 'a restore is confirmed, and the retirement closed, without waiting',
    edits: core(
      'decide/restore.ts',
      "  if (fence && !hasPassed(now, fence)) return answerUntil('again', now, fence);\n  switch",
      '  switch',
    ),
    madeUpFor: 'whoever asks for the confirmation has waited for the fence before: the state machine, and the watchdog',
  },
  {
    name: 'R2: a promise that does not expire',
    fault: 'an outage goes on under a promise that is over',
    edits: [
      edit(
        'lambda/core/decide/deactivate.ts',
        '!r.claim.restoreStartedAt && !hasPassed(now, r.claim.sendBy)',
        '!r.claim.restoreStartedAt',
      ),
      edit(
        'rehearsal/iam/fake.ts',
        "      async deactivate(subject, sendBy) {\n        if (clock.now() >= sendBy) return 'not sent';\n",
        '      async deactivate(subject) {\n',
      ),
    ],
    madeUpFor:
      'a Lambda lives for 30 seconds and is repeated within seconds: what goes on under an old promise is back by its end all the same, and lands within the fence',
  },
  {
    name: 'R3: acts before it promises',
    fault: 'the key is switched off, and OutageStarted written after',
    edits: steps(
      'deactivate.ts',
      '        await run.append(decision.intent);',
      "        await deactivator.deactivate(run.retirement.subject, '9999-12-31T00:00:00.000Z');\n        await run.append(decision.intent);",
    ),
  },
  {
    name: 'R3: restores without an intent',
    fault: 'a restore is not announced in the ledger',
    edits: steps('restore.ts', '  if (decision.intent) await run.append(decision.intent);\n', ''),
  },
  {
    name: 'R3: a lost race is ignored',
    fault: 'what was decided is written whatever came in between',
    edits: steps(
      'run.ts',
      'if (facts.length > 0) set(await ledger.append(chain, ...drafts(facts)));',
      `if (facts.length === 0) return;
    try { set(await ledger.append(chain, ...drafts(facts))); } catch (error) {
      if (!(error instanceof LostRace)) throw error;
      set(await ledger.append(await ledger.read(key), ...drafts(facts)));
    }`,
    ),
  },
  {
    name: 'R3: skips a restore that reads Active',
    fault: 'a restore looks first, and a stale read says that the key is on',
    edits: steps(
      'restore.ts',
      "  if (input.instruction === 'restore') return",
      `  if (input.instruction === 'restore') {
    const looked = await ports.inspector.status(run.retirement.subject);
    if (looked.known && looked.value === 'Active') return { do: 'answer', answer: 'again', seconds: 60, record: [] };
  }
  if (input.instruction === 'restore') return`,
    ),
  },
  {
    name: 'R4: no stop check before the deletion',
    fault: 'a key is deleted although somebody stopped it after the gate',
    edits: core(
      'decide/delete-key.ts',
      'if (mustEnd(r) || deletionPending(r)) return',
      'if (deletionPending(r)) return',
    ),
  },
  {
    name: 'R4: no last look',
    fault: 'a key is deleted whatever the look between promise and call shows',
    edits: steps('delete-key.ts', '  if (abandoned.length > 0) return run.land(...abandoned);\n', ''),
  },
  {
    name: 'R4: a deletion is resumed',
    fault: 'another attempt deletes again under a promise that may be over',
    edits: core('decide/delete-key.ts', 'if (mustEnd(r) || deletionPending(r)) return', 'if (mustEnd(r)) return'),
    madeUpFor: 'DeletionStarted uses up the gate’s go, so that another attempt has none',
  },
  {
    name: 'R4: restores while a deletion may land',
    fault: 'a restore does not wait for the fence of DeletionStarted',
    edits: core(
      'decide/restore.ts',
      "  if (deletion && deletionPending(r) && !hasPassed(now, fence)) return answerUntil('again', now, fence);\n",
      '',
    ),
  },
  {
    name: 'R5: fights with others',
    fault: 'a key that somebody else switched off is given back',
    edits: core('standing.ts', "takenOver(r)?.to === 'Inactive'", "takenOver(r)?.to === 'Active'"),
  },
  {
    name: 'R5: what EventBridge loses is lost',
    fault: 'no sweep looks into CloudTrail for what others have changed',
    edits: [
      edit(
        'lambda/watchdog/lost-changes.ts',
        'of read.known ? byKey(read.value) : []) {',
        'of [...byKey(read.known ? read.value : [])].slice(read.known ? 99 : 0)) {',
      ),
    ],
  },
  {
    name: 'R6: no look before the outage',
    fault: 'a key that somebody else had switched off is claimed as an outage',
    edits: [
      edit(
        'lambda/core/decide/gate/outage.ts',
        "  if (!status.known || status.value !== 'Active') return answer('keep');\n",
        '',
      ),
      edit(
        'lambda/core/decide/deactivate.ts',
        "const on = status.known && status.value === 'Active';",
        'const on = status.known;',
      ),
    ],
    madeUpFor:
      'EventBridge tells of the change within the minute, or a sweep finds it, and R5 then leaves the key as it was found',
  },
  {
    name: 'R7: nobody looks for the execution',
    fault: 'an execution that is lost is never missed',
    edits: core(
      'jobs.ts',
      "  return [{ job: { do: 'look for the execution' }, at, until: after(at, seconds.hour) }];",
      "  return at < expected ? [{ job: { do: 'look for the execution' }, at }] : [];",
    ),
  },
  {
    name: 'R7: the watchdog gives nothing back',
    fault: 'what is past its time and still off waits for its execution',
    edits: core(
      'jobs.ts',
      '  if (claim && !claim.restoredAt && !handsOff(r)) return [restore(instruction, givenBackBy(r, claim)), ...dead(r)];\n',
      '  if (claim && !claim.restoredAt && !handsOff(r)) return dead(r);\n',
    ),
  },
  {
    name: 'R7: nothing is confirmed',
    fault: 'the watchdog leaves a claim open whose execution is gone',
    edits: core('jobs.ts', "  if (claim || ends) return [restore('confirm', after(landed, GRACE)), ...dead(r)];\n", ''),
  },
  {
    name: 'R7: what is announced is not looked at',
    fault: 'what a crash has hidden behind HEAD waits for the daily sweep',
    edits: byHeadAlone,
  },
  {
    name: 'R7: trusts HEAD',
    fault: 'no sweep looks at what HEAD does not say, and none rebuilds it',
    edits: [
      ...byHeadAlone,
      edit(
        'lambda/watchdog.ts',
        'for await (const keyId of ports.heads.everyKeyId()) await look',
        'for await (const { keyId } of findWhatIsDue(found, ports)) await look',
      ),
      edit(
        'lambda/watchdog/serve.ts',
        "  if (sweep === 'landed' || (everything && !isAtRest(retirement, now))) await ports.ledger.rebuildHead(chain);\n",
        '',
      ),
    ],
  },
  {
    name: 'R7: what was announced is forgotten at once',
    fault: 'a sweep takes what it was told of for landed, and does not wait for it',
    edits: core('protocol.ts', 'ANNOUNCED_FOR = FENCE + 10 * 60', 'ANNOUNCED_FOR = 0'),
    madeUpFor: 'whoever had no answer tries again, and announces it again; what then lands late has lost the race',
  },
  {
    name: 'R8: a hold does not read the chain',
    fault: 'a stop that came before the token waits for the end of the hold',
    edits: steps('hold.ts', "      if (mustEnd(run.retirement)) return { answer: 'stop', seconds: 1 };\n", ''),
    madeUpFor: 'the watchdog gives back what was stopped a minute before, and the execution ends with the hold',
  },
  {
    name: 'R9: another retirement’s step goes on',
    fault: 'a step of an earlier retirement acts on the present one',
    edits: steps('run.ts', "    if (!run.isOurs()) return { answer: 'ended', seconds: 1 };\n", ''),
  },
  {
    name: 'R10: two dark keys of one user',
    fault: 'nobody takes the one place that a user has for a dark key',
    edits: [
      edit(
        'lambda/steps/deactivate.ts',
        'return limits.takeDarkKey(subject.accountId, subject.userId, retirementId);',
        'return subject.accountId !== retirementId;',
      ),
    ],
  },
  {
    name: 'R10: the place is free too early',
    fault: 'the user’s other key may go dark while this one’s claim is still open',
    edits: steps('restore.ts', 'if (!run.retirement.claim) await release(run, ports);', 'await release(run, ports);'),
    madeUpFor:
      'a late call lands within ten minutes of its promise, and the gate of the other key asks again an hour later',
  },
  {
    name: 'R10: freeze is read once',
    fault: 'a freeze that comes before the promise is not seen',
    edits: steps(
      'deactivate.ts',
      "        if (!frozenNow.known || frozenNow.value) return { answer: 'listen', seconds: 1 };\n",
      '',
    ),
  },
  {
    name: 'R10: deletes in a freeze',
    fault: 'a freeze that comes before the promise does not abandon the deletion',
    edits: core('decide/delete-key.ts', "  if (frozen.value) return [abandoned('there is a freeze')];\n", ''),
  },
  {
    name: 'R11: absent at first sight',
    fault: 'one read that finds no key closes the retirement',
    edits: core(
      'decide/restore.ts',
      '  if (!r.absentSince || !hasPassed(now, after(r.absentSince, ABSENCE_APART))) {',
      "  if (r.phase.name === 'ended') {",
    ),
  },
  {
    name: 'R12: use is judged from now',
    fault: 'the gates take no notice of use that came before they ask',
    edits: core(
      'decide/gate/reasons.ts',
      'heardUse(r, lastUse.value, since, seen.callers)',
      'heardUse(r, lastUse.value, now, seen.callers)',
    ),
  },
  {
    name: 'a limit is counted after the cut',
    fault: 'two outages of one moment both take what only one may take',
    edits: [
      edit(
        'lambda/steps/deactivate.ts',
        "        if (!(await takeTheLimits(run, ports))) return { answer: 'listen', seconds: 1 };\n",
        '',
      ),
      edit(
        'lambda/steps/deactivate.ts',
        "      if (result !== 'done') return { answer: 'listen', seconds: 1 };\n",
        "      if (result !== 'done' || !(await takeTheLimits(run, ports))) return { answer: 'listen', seconds: 1 };\n",
      ),
    ],
  },
  {
    name: 'a restore that gives up',
    fault: 'a restore that failed is recorded as done',
    edits: steps(
      'restore.ts',
      "    await run.land({ type: 'RestoreFailed', detail: { why: error instanceof Error ? error.message : String(error) } });\n    throw error;",
      "    await run.land({ type: 'KeyRestored', detail: {} });\n    return undefined;",
    ),
  },
  {
    name: 'a read error is swallowed',
    fault: 'a key that cannot be read counts as on when a restore is confirmed',
    edits: steps(
      'restore.ts',
      '  if (!status.known) throw new Unavailable(`${input.key} could not be read: ${status.why}`);\n',
      "  if (!status.known) return decide('confirm', run.retirement, { ...seen, status: 'Active' });\n",
    ),
  },
  {
    name: 'a lost answer is no deletion',
    fault: 'what the call to delete came to is recorded as abandoned where its answer was lost',
    edits: steps(
      'delete-key.ts',
      '  const result = await deleter.deleteKey(subject, deletion.sendBy);',
      "  const result = await deleter.deleteKey(subject, deletion.sendBy).catch(() => 'not sent');",
    ),
  },
  {
    name: 'a notice that failed is forgotten',
    fault: 'nobody tells again what Slack did not take',
    edits: core(
      'watch.ts',
      "  return first || missing ? [{ do: 'give notice' }] : [];",
      "  return (first || missing) && r.untold.length > 99 ? [{ do: 'give notice' }] : [];",
    ),
  },
  {
    name: 'a stop is forgotten in the soak',
    fault: 'a stop in a soak does not end the retirement',
    edits: core(
      'standing.ts',
      'r.ending !== undefined || takenOver(r)',
      "(r.ending !== undefined && r.phase.name !== 'soak') || takenOver(r)",
    ),
  },
];
