import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Page = string | ((request: IncomingMessage, response: ServerResponse) => void);

/** A web server on this machine with the pages given by path; a text is served as HTML. Remembers what was asked for. */
export async function servePages(pages: (url: string) => Readonly<Record<string, Page>>) {
  const asked: string[] = [];
  let routes: Readonly<Record<string, Page>> = {};
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.push(path);
    const page = routes[path] ?? routes[path.split('?')[0] ?? ''];
    if (page === undefined) response.writeHead(404).end('not found');
    else if (typeof page === 'string') response.setHeader('Content-Type', 'text/html').end(page);
    else page(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  routes = pages(url);
  return {
    url,
    asked,
    /** Serves other pages from now on. */
    change: (next: Readonly<Record<string, Page>>) => void (routes = { ...routes, ...next }),
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
