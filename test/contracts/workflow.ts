import { Unavailable } from '../../lambda/core/errors';
import type { Waker, Workflow } from '../../lambda/core/ports';
import { hold, machine, rig } from '../rehearsal/workflow/rig';

/** A retirement as short as can be: one hold of a day, ended by nobody, by a stop or by something to reconsider. */
const HOLD = machine({
  Hold: hold('hold', {
    TimeoutSeconds: 86_400,
    Next: 'Stopped',
    Catch: [
      { ErrorEquals: ['Reconsider'], Next: 'Reconsidered' },
      { ErrorEquals: ['States.Timeout'], Next: 'Over' },
    ],
  }),
  Stopped: { Type: 'Pass', Result: 'stopped', End: true },
  Reconsidered: { Type: 'Pass', Result: 'reconsidered', End: true },
  Over: { Type: 'Pass', Result: 'over', End: true },
});

export type WorkflowUnderTest = Workflow & Waker;
export type Rig = ReturnType<typeof rig>;

/** What the ports Workflow and Waker have to hold to. `over` makes them over an engine; `isDown` puts them out of reach. */
export function workflowContract(
  name: string,
  over: (made: Rig, isDown: () => boolean) => Promise<WorkflowUnderTest>,
): void {
  describe(`${name}:`, () => {
    const retirement = { key: 'AKIA1', retirementId: 'retirement-1' };
    let made: Rig;
    let ports: WorkflowUnderTest;
    let token: string;
    let down: boolean;

    beforeEach(async () => {
      down = false;
      made = rig(HOLD, {
        hold: (payload) => {
          token = String(payload['token']);
          return {};
        },
      });
      ports = await over(made, () => down);
    });

    const startAndHold = async (): Promise<void> => {
      await ports.start(retirement);
      await made.clock.run({ until: '2026-03-03T02:00:00.000Z' });
    };
    const ended = async (): Promise<unknown> => {
      await made.clock.run();
      return JSON.parse(made.engine.list(made)[0]?.output ?? 'null');
    };

    test('a retirement is started under its own name, with who it is about', async () => {
      const { execution } = await ports.start(retirement);
      const { name, input } = made.engine.describe(execution);
      expect([name, JSON.parse(input)]).toEqual(['retirement-1', retirement]);
    });

    test('a retirement that is started again is started once', async () => {
      const first = await ports.start(retirement);
      expect(await ports.start(retirement)).toEqual(first);
      await ended();
      expect(await ports.start(retirement)).toEqual(first);
      expect(made.engine.list(made)).toHaveLength(1);
    });

    test('an execution is missing, then running, then ended', async () => {
      expect(await ports.state('retirement-1')).toEqual({ known: true, value: 'missing' });
      await startAndHold();
      expect(await ports.state('retirement-1')).toEqual({ known: true, value: 'running' });
      await ended();
      expect(await ports.state('retirement-1')).toEqual({ known: true, value: 'ended' });
    });

    test('a stop wakes a hold, and leads the way of a stop', async () => {
      await startAndHold();
      expect(await ports.stop(token)).toBe('woken');
      expect(await ended()).toBe('stopped');
    });

    test('something to reconsider wakes a hold, and leads its own way', async () => {
      await startAndHold();
      expect(await ports.reconsider(token)).toBe('woken');
      expect(await ended()).toBe('reconsidered');
    });

    test('a second wake is too late, which is no error', async () => {
      await startAndHold();
      await ports.stop(token);
      expect([await ports.stop(token), await ports.reconsider(token)]).toEqual(['too late', 'too late']);
      expect(await ended()).toBe('stopped');
    });

    test('a wake after the hold is too late', async () => {
      await startAndHold();
      expect(await ended()).toBe('over');
      expect([await ports.stop(token), await ports.reconsider(token)]).toEqual(['too late', 'too late']);
    });

    test('a wake of a hold that never was is too late', async () => {
      expect(await ports.stop('AQB8.999.one')).toBe('too late');
    });

    test('a token that is none is an error, not "too late"', async () => {
      await expect(ports.stop('rubbish')).rejects.toThrow(/Invalid Token/);
    });

    test('while Step Functions is down, starting and waking are Unavailable, and the state is unknown', async () => {
      await startAndHold();
      down = true;
      await expect(ports.start(retirement)).rejects.toThrow(Unavailable);
      await expect(ports.stop(token)).rejects.toThrow(Unavailable);
      await expect(ports.reconsider(token)).rejects.toThrow(Unavailable);
      expect(await ports.state('retirement-1')).toMatchObject({ known: false });
      down = false;
      expect(await ports.stop(token)).toBe('woken');
    });
  });
}
