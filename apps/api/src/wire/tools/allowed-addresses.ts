import { isPublicAddress } from '@switchboard/knowledge';
import ipaddr from 'ipaddr.js';

/**
 * Where tools may connect to: public addresses, and those that the operator names. With `localOnly` only the latter, so
 * that nothing leaves what the operator has called theirs.
 */
export function allowedAddresses(named: readonly string[], localOnly: boolean): (address: string) => boolean {
  const ranges = named.map((item) => (item.includes('/') ? ipaddr.parseCIDR(item) : asRange(item)));
  return (address) => {
    if (!localOnly && isPublicAddress(address)) return true;
    if (!ipaddr.isValid(address)) return false;
    const parsed = ipaddr.process(address);
    return ranges.some((range) => parsed.kind() === range[0].kind() && parsed.match(range));
  };
}

function asRange(address: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  const parsed = ipaddr.process(address);
  return [parsed, parsed.kind() === 'ipv4' ? 32 : 128];
}
