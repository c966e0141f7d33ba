import { parse } from 'ipaddr.js';

/**
 * True for an address on the public internet (IANA special-purpose registries, RFC 6890): not private, loopback,
 * link-local (where clouds keep their metadata), shared, reserved, nor an IPv6 form that carries one of those.
 */
export function isPublicAddress(address: string): boolean {
  try {
    const parsed = parse(address.replace(/^\[|\]$/g, '').replace(/%.*$/, ''));
    if (parsed.kind() === 'ipv4') return parsed.range() === 'unicast';
    // Mapped, translated and tunnelled forms have ranges of their own and are refused with the rest.
    return parsed.range() === 'unicast' && !/^(::|fec0:)/.test(parsed.toString());
  } catch {
    return false;
  }
}
