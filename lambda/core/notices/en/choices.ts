/** What can be pressed. */
export const choices = {
  stop: 'Stop, I need this key',
  snooze: 'Not now',
  notMine: 'Not mine',
  allEvidence: 'All evidence',
  approve: 'Safe to delete',
  freeze: 'Stop the world (operators)',
  counts: 'This use counts: keep the key',
  dismiss: 'This use does not count: go on',
  how: 'Show me how',
};
