import { TRAIL_DELAY } from '../../rehearsal/iam/cloudtrail';
import { ofType } from '../../rehearsal/invariants/history';
import { play } from '../../rehearsal/explore/stage';
import { KEY } from '../../rehearsal/explore/world';
import { secondsBetween } from '../../lambda/core/time';
import { SWEEP_EVERY } from '../../lambda/watchdog/serve';

test('somebody switches a dark key on, and EventBridge loses it: the sweep after CloudTrail shows it ends the outage, and people read who it was', async () => {
  const { cloud } = await play({ play: 'unheard', harms: [] });
  const { entries } = await cloud.ledger.ledger.read(KEY);
  const [scream] = ofType(entries, 'ScreamHeard');
  const change = scream?.detail.sign === 're-activated' ? scream.detail.change : undefined;
  expect(scream?.actor).toBe('keysunset watchdog');
  expect(change).toMatchObject({ sourceIp: '10.8.0.12', userAgent: 'Terraform' });
  expect(secondsBetween(change?.at ?? '', scream?.at ?? '')).toBeLessThanOrEqual(TRAIL_DELAY + SWEEP_EVERY);
  const said = cloud.slack.posts().map(({ text, blocks }) => `${text} ${JSON.stringify(blocks)}`);
  expect(said.filter((post) => post.includes('10.8.0.12'))).not.toEqual([]);
  expect(said.join()).toContain('terraform');
});
