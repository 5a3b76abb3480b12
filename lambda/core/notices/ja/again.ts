import type { Texts } from '../texts';

export const again: Texts['again'] = {
  stop: (day, who) => (who ? `${who} さんが ${day} に手続きを止めています。` : `${day} に手続きが止められています。`),
  protected: (day) => `${day} に保護の対象になっていました。`,
  use: (day) => `${day} に、このキーの使用が見つかっています。`,
  're-activated': (day, who) => `${who ? `${who} ` : 'どなたか'}が有効に戻したことが、${day} にわかっています。`,
  askedAgain: (until) => `${until} まではお願いをしないことになっていましたが、運用担当が改めて確認しています。`,
};
