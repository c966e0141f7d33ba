import { type LookupAddress, lookup } from 'node:dns';
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { type LookupFunction, isIP } from 'node:net';
import { UnreadableError } from '../reader';

export interface Sending {
  method?: string;
  headers: Record<string, string>;
  body?: string | Uint8Array | null;
  signal?: AbortSignal | null;
}

/**
 * Connects to allowed addresses only. Names are resolved once, every address of a name must be allowed, and the
 * connection goes to what was checked, so that a second answer of the name server changes nothing (OWASP, Server-Side
 * Request Forgery Prevention). Follows no redirect.
 */
export function openConnector(isAllowed: (address: string) => boolean) {
  const checkedLookup: LookupFunction = (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return done(error, '');
      const list = addresses as LookupAddress[];
      const [first] = list;
      if (first === undefined || list.some(({ address }) => !isAllowed(address)))
        return done(new UnreadableError('address-refused', hostname), '');
      if (options.all === true) done(null, list);
      else done(null, first.address, first.family);
    });
  };
  const agents = {
    http: new HttpAgent({ keepAlive: true, lookup: checkedLookup }),
    https: new HttpsAgent({ keepAlive: true, lookup: checkedLookup }),
  };

  /** Throws UnreadableError. */
  function check(url: URL): void {
    const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
    // A literal address is connected to without a look-up.
    const literal = url.hostname.replace(/^\[|\]$/g, '');
    const isRefused = isIP(literal) !== 0 && !isAllowed(literal);
    if (!isWeb || url.username !== '' || url.password !== '' || isRefused)
      throw new UnreadableError('address-refused', url.hostname);
  }

  return {
    check,
    /** Resolves with the head of the answer. */
    send(url: URL, { method = 'GET', headers, body = null, signal }: Sending): Promise<IncomingMessage> {
      check(url);
      const isSecure = url.protocol === 'https:';
      return new Promise((resolve, reject) => {
        const agent = isSecure ? agents.https : agents.http;
        const options = { method, agent, headers, ...(signal ? { signal } : {}) };
        const request = (isSecure ? requestHttps : requestHttp)(url, options, resolve);
        request.on('error', reject).end(body ?? undefined);
      });
    },
    close(): void {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}
