import { gzipSync } from 'node:zlib';
import { servePages } from '@switchboard/testing';
import { isPublicAddress } from './is-public-address';
import { openFetcher } from './open-fetcher';

describe('isPublicAddress', () => {
  it.each([
    '127.0.0.1',
    '127.8.9.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd12:3456::1',
    'fec0::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    '2001:db8::1',
    'ff02::1',
    'fd00:ec2::254',
    'localhost',
    '',
  ])('refuses %j', (address) => expect(isPublicAddress(address)).toBe(false));
  it.each(['93.184.216.34', '8.8.8.8', '2606:2800:220:1:248:1893:25c8:1946'])('allows %s', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );
});

describe('a fetcher', () => {
  const here = (address: string): boolean => address === '127.0.0.1';
  let site: Awaited<ReturnType<typeof servePages>>;
  beforeAll(async () => {
    site = await servePages((url) => ({
      '/': 'home',
      '/moved': (_, response) => response.writeHead(302, { Location: '/' }).end(),
      '/inside': (_, response) =>
        response.writeHead(302, { Location: 'http://169.254.169.254/latest/meta-data/' }).end(),
      '/mapped': (_, response) =>
        response.writeHead(301, { Location: `${url.replace('127.0.0.1', '[::ffff:127.0.0.1]')}/` }).end(),
      '/disk': (_, response) => response.writeHead(302, { Location: 'file:///etc/passwd' }).end(),
      '/loop': (_, response) => response.writeHead(302, { Location: '/loop' }).end(),
      '/slow': (_, response) => void response.writeHead(200).write('a'),
      '/endless': (_, response) => {
        const more = (): void =>
          void (response.destroyed || response.write('x'.repeat(65_536), () => setImmediate(more)));
        more();
      },
      '/packed': (_, response) =>
        response
          .writeHead(200, { 'Content-Encoding': 'gzip', 'Content-Type': 'text/html; charset="GBK"' })
          .end(gzipSync('packed')),
      '/bomb': (_, response) =>
        response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync(Buffer.alloc(20 * 1024 * 1024))),
      '/headers': (request, response) => response.end(JSON.stringify(request.headers)),
    }));
  });
  afterAll(() => site.close());

  const opened: ReturnType<typeof openFetcher>[] = [];
  const open = (options: Parameters<typeof openFetcher>[0] = {}) => {
    const fetcher = openFetcher({ isAllowed: here, mostBytes: 1024 * 1024, timeoutMs: 1_500, ...options });
    opened.push(fetcher);
    return fetcher;
  };
  afterEach(() => opened.splice(0).forEach((fetcher) => fetcher.close()));
  const reason = (path: string, options?: Parameters<typeof openFetcher>[0]) =>
    open(options)
      .fetch(path.startsWith('/') ? site.url + path : path)
      .then(
        ({ bytes }) => new TextDecoder().decode(bytes),
        (error: { reason?: string }) => error.reason,
      );

  it('follows redirects and unpacks, and gives the address, type and charset', async () => {
    expect((await open().fetch(`${site.url}/moved`)).url).toBe(`${site.url}/`);
    const packed = await open().fetch(`${site.url}/packed`);
    expect(packed).toMatchObject({ mediaType: 'text/html', charset: 'GBK' });
    expect(new TextDecoder().decode(packed.bytes)).toBe('packed');
  });

  it('connects to no private address, by number, by name or by redirect', async () => {
    expect(await reason('/', { isAllowed: isPublicAddress })).toBe('address-refused');
    const { port } = new URL(site.url);
    expect(await reason(`http://localhost:${port}/`, { isAllowed: isPublicAddress })).toBe('address-refused');
    for (const numeral of ['2130706433', '0x7f.1', '0177.0.0.1', '127.1'])
      expect(await reason(`http://${numeral}:${port}/`, { isAllowed: isPublicAddress })).toBe('address-refused');
    for (const path of ['/inside', '/mapped', '/disk']) expect(await reason(path)).toBe('address-refused');
    expect(site.asked).toEqual(expect.not.arrayContaining(['/latest/meta-data/']));
  });

  it('a name with one private address among public ones is refused', async () => {
    const { port } = new URL(site.url);
    const asked: string[] = [];
    const isAllowed = (address: string): boolean => (asked.push(address), false);
    expect(await reason(`http://localhost:${port}/`, { isAllowed })).toBe('address-refused');
    expect(asked.length).toBeGreaterThan(0);
  });

  it('takes no address with a password, and sends neither cookie nor credential', async () => {
    expect(await reason(site.url.replace('//', '//me:secret@'))).toBe('address-refused');
    const headers = JSON.parse((await reason('/headers')) ?? '') as object;
    expect(Object.keys(headers).sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent']);
  });

  it.each([
    ['/loop', 'too-many-redirects'],
    ['/slow', 'too-slow'],
    ['/endless', 'too-large'],
    ['/bomb', 'too-large'],
    ['/missing', 'http-error'],
    ['http://127.0.0.1:1/', 'unreachable'],
    ['not an address', 'address-refused'],
  ])('%s ends as %s', async (path, expected) => expect(await reason(path)).toBe(expected));
});
