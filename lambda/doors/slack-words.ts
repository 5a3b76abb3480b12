/**
 * What the door itself says. It cannot know the reader's language: it has no token to ask Slack with, and says most of this
 * when something did not answer. So each is said in both.
 */
export const slackWords = {
  notRecorded: [
    'This could not be recorded in time. Press again: twice is no harm. If the first press arrives after all, the card says so.',
    '時間内に記録できませんでした。もう一度押してください。二度押しても問題ありません。最初の操作が後から届いた場合は、カードに表示されます。',
  ].join('\n'),
  notOurs: [
    'You can look, and not act: only people of this workspace can. Ask one of them to press Stop.',
    '操作できるのはこのワークスペースのメンバーだけです。メンバーに「残す」を押してもらってください。',
  ].join('\n'),
  notOursInThread: [
    'This did not stop anything: only people of this workspace can. One of them may press Stop, or answer here.',
    'この返信では止まりません。操作できるのはこのワークスペースのメンバーだけです。メンバーが「残す」を押すか、ここに返信してください。',
  ].join('\n'),
  notKnown: [
    'The ledger knows no retirement of this button, so nothing was done. Please tell the operators.',
    'このボタンに対応する記録がないため、何も行いませんでした。運用担当者に知らせてください。',
  ].join('\n'),
  notOpened: [
    'This could not be opened. Press again. Stop works as ever.',
    '開けませんでした。もう一度押してください。「残す」はいつもどおり使えます。',
  ].join('\n'),
  isOver: [
    'This retirement has ended: nothing is to be decided any more.',
    'この手続きは終了しています。決めることはもうありません。',
  ].join('\n'),
} as const;
