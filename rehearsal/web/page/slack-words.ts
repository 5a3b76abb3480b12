/** What Slack's own client says around a message, in the reader's language. */
export interface SlackWords {
  locale: string;
  app: string;
  edited: (at: string) => string;
  optional: string;
  reply: string;
  onlyYou: string;
  messages: string;
  home: string;
  noHome: string;
  noMessages: string;
  replyAs: (name: string, about: string) => string;
  noThread: string;
  send: string;
}

const en: SlackWords = {
  locale: 'en-GB',
  app: 'APP',
  edited: (at) => `(edited ${at})`,
  optional: ' (optional)',
  reply: 'Reply in thread',
  onlyYou: 'Only visible to you',
  messages: 'Messages',
  home: 'Home',
  noHome: 'Keysunset has put nothing on this tab.',
  noMessages: 'No messages yet.',
  replyAs: (name, about) => `Reply as ${name} about ${about}. “stop” works too, and /keysunset`,
  noThread: 'There is nothing to reply to yet; /keysunset works here',
  send: 'Send',
};

const ja: SlackWords = {
  locale: 'ja-JP',
  app: 'アプリ',
  edited: (at) => `(編集済み ${at})`,
  optional: '（任意）',
  reply: 'スレッドで返信する',
  onlyYou: 'あなただけに表示されています',
  messages: 'メッセージ',
  home: 'ホーム',
  noHome: 'このタブにはまだ何もありません。',
  noMessages: 'まだメッセージはありません。',
  replyAs: (name, about) =>
    `${about} について ${name} として返信（「使ってます」でも止まります。/keysunset も使えます）`,
  noThread: '返信できるメッセージはまだありません（/keysunset は使えます）',
  send: '送信',
};

export const wordsFor = (locale: string): SlackWords => (locale.startsWith('ja') ? ja : en);
