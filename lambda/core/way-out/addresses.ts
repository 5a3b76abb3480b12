/** Whose network an address is in. */
export type Network = 'private' | 'AWS' | 'Google Cloud' | 'Microsoft Azure';

/**
 * Ranges of addresses by their first two numbers. The private ones are RFC 1918’s and 6598’s. Of the clouds’ those that nobody
 * else shares, from the lists that they publish (July 2025): far from all, and they change, so they are good for a guess only.
 */
const ranges: readonly [first: string, last: string, network: Network][] = [
  ['10.0', '10.255', 'private'],
  ['100.64', '100.127', 'private'],
  ['172.16', '172.31', 'private'],
  ['192.168', '192.168', 'private'],
  ['3.0', '3.39', 'AWS'],
  ['3.64', '3.99', 'AWS'],
  ['3.101', '3.115', 'AWS'],
  ['3.120', '3.151', 'AWS'],
  ['3.208', '3.239', 'AWS'],
  ['13.184', '13.239', 'AWS'],
  ['18.188', '18.239', 'AWS'],
  ['34.192', '34.255', 'AWS'],
  ['35.71', '35.96', 'AWS'],
  ['35.152', '35.183', 'AWS'],
  ['44.192', '44.255', 'AWS'],
  ['52.0', '52.95', 'AWS'],
  ['52.192', '52.223', 'AWS'],
  ['54.64', '54.95', 'AWS'],
  ['54.144', '54.255', 'AWS'],
  ['34.16', '34.42', 'Google Cloud'],
  ['34.44', '34.98', 'Google Cloud'],
  ['34.120', '34.155', 'Google Cloud'],
  ['35.192', '35.217', 'Google Cloud'],
  ['35.219', '35.247', 'Google Cloud'],
  ['4.144', '4.255', 'Microsoft Azure'],
  ['13.64', '13.95', 'Microsoft Azure'],
  ['20.0', '20.29', 'Microsoft Azure'],
  ['20.36', '20.127', 'Microsoft Azure'],
  ['20.184', '20.255', 'Microsoft Azure'],
  ['40.74', '40.91', 'Microsoft Azure'],
  ['40.112', '40.127', 'Microsoft Azure'],
  ['52.228', '52.243', 'Microsoft Azure'],
  ['52.245', '52.255', 'Microsoft Azure'],
  ['172.160', '172.198', 'Microsoft Azure'],
];

/** `undefined`: nobody’s that is listed here, or the name of a service, which AWS writes where it calls for somebody. */
export function networkOf(address: string): Network | undefined {
  if (/^f[cd][0-9a-f]{2}:/i.test(address)) return 'private';
  const place = firstTwo(address);
  return known.find(({ from, to }) => from <= place && place <= to)?.network;
}

/** Not a number where it is no address of IPv4. */
function firstTwo(address: string): number {
  const [first, second] = address.split('.', 2);
  return Number(first) * 256 + Number(second);
}

const known = ranges.map(([first, last, network]) => ({ from: firstTwo(first), to: firstTwo(last), network }));
