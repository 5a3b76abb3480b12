import { ways as english } from '../en/ways';
import type { Texts } from '../texts';

export const ways: Texts['ways'] = {
  headline: '*キーなしで済ませる方法*',
  agent: (name) => `最後の呼び出しは ${name} を名乗っています。`,
  address: (address, network) => `呼び出し元の ${address} は ${network} のアドレスです。`,
  inside: (address) => `呼び出し元の ${address} はプライベートアドレスで、VPC の中か、VPC につながるネットワークです。`,
  insideThrough: (address, endpoint) =>
    `呼び出し元は ${address} （ ${endpoint} 経由）で、VPC の中か、VPC につながるネットワークです。`,
  all: (...sentences) => sentences.join(''),
  guess: {
    agent: '（ユーザーエージェントからの推測です。誰でも名乗れるため、確かではありません）',
    address: '（アドレスからの推測です）',
    both: '（ユーザーエージェントとアドレスからの推測です。ユーザーエージェントは誰でも名乗れます）',
  },
  instead: {
    person:
      '人が使うなら、IAM Identity Center でサインインすると数時間だけ有効な認証情報が得られ、キーを保管せずに済みます。',
    ec2: 'EC2 インスタンスなら専用のロールを使えるので、キーを保管せずに済みます。',
    ecs: 'ECS のタスクなら専用のロールを使えるので、キーを保管せずに済みます。',
    eks: 'EKS の Pod なら専用のロールを使えるので、キーを保管せずに済みます。',
    lambda: 'Lambda 関数には実行ロールがあります。ロールに権限を付ければ、キーを保管せずに済みます。',
    aws: 'EC2、ECS、EKS、Lambda で動くものなら専用のロールを使えるので、キーを保管せずに済みます。',
    github: 'GitHub Actions なら、OIDC を使ってキーを保管せずに、実行のたびに AWS へサインインできます。',
    ci: 'パイプラインなら、OIDC を使ってキーを保管せずに、実行のたびに AWS へサインインできます。',
    gcp: 'Google Cloud で動くものなら、サービスアカウントの OIDC で AWS へサインインでき、キーを保管せずに済みます。',
    azure: 'Azure で動くものなら、マネージド ID の OIDC で AWS へサインインでき、キーを保管せずに済みます。',
    vendor: '外部のサービスには、外部 ID 付きのクロスアカウントロールを渡せます。キーを預けずに済みます。',
    server: 'AWS の外のサーバーなら、IAM Roles Anywhere で証明書を使えるので、キーを保管せずに済みます。',
    unknown:
      '何が使っているのかは、記録からはわかりません。人なら IAM Identity Center、AWS で動くものならロール、外部で動くものなら OIDC かクロスアカウントロールで、キーを保管せずに済みます。',
  },
  documents: mapped(english.documents),
};

/** どちらのサイトにも日本語版がある。 */
function mapped(documents: Texts['ways']['documents']): Texts['ways']['documents'] {
  const entries = Object.entries(documents).map(([place, url]) => [
    place,
    url
      .replace('docs.aws.amazon.com/', 'docs.aws.amazon.com/ja_jp/')
      .replace('docs.github.com/en/', 'docs.github.com/ja/'),
  ]);
  return Object.fromEntries(entries) as Texts['ways']['documents'];
}
