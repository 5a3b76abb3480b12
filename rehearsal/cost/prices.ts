/** US dollars in us-east-1, as AWS publishes them, without any free tier; looked up in November 2026. */
export const prices = {
  transition: { each: 0.025 / 1000, source: 'aws.amazon.com/step-functions/pricing: $0.025 per 1,000 transitions' },
  invocation: { each: 0.2 / 1e6, source: 'aws.amazon.com/lambda/pricing: $0.20 per million requests' },
  gigabyteSecond: { each: 0.0000133334, source: 'aws.amazon.com/lambda/pricing: $0.0000133334 per GB-second on Arm' },
  readUnit: { each: 0.125 / 1e6, source: 'aws.amazon.com/dynamodb/pricing/on-demand: $0.125 per million read units' },
  writeUnit: { each: 0.625 / 1e6, source: 'aws.amazon.com/dynamodb/pricing/on-demand: $0.625 per million write units' },
  storedMonth: {
    each: (0.25 + 0.2) / 1e9,
    source: 'aws.amazon.com/dynamodb/pricing/on-demand: $0.25 per GB-month, and $0.20 for point-in-time recovery',
  },
  loggedByte: { each: 0.5 / 1e9, source: 'aws.amazon.com/cloudwatch/pricing: $0.50 per GB taken in' },
  apiRequest: { each: 1 / 1e6, source: 'aws.amazon.com/api-gateway/pricing: $1.00 per million HTTP API calls' },
  encryptionKey: { each: 1, source: 'aws.amazon.com/kms/pricing: $1 a month for each customer managed key' },
  secret: { each: 0.4, source: 'aws.amazon.com/secrets-manager/pricing: $0.40 a month for each secret' },
  alarm: { each: 0.1, source: 'aws.amazon.com/cloudwatch/pricing: $0.10 a month for each alarm' },
  metric: { each: 0.3, source: 'aws.amazon.com/cloudwatch/pricing: $0.30 a month for each metric of one’s own' },
  dashboard: { each: 3, source: 'aws.amazon.com/cloudwatch/pricing: $3 a month for each dashboard' },
} as const;

export type Priced = keyof typeof prices;
