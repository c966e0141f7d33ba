import { join } from 'node:path';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { readerLanguage } from '../reader-language';
import { deskPage } from './desk-page';
import { fillPage, homeOf } from './fill-page';
import { helpArticle, helpIndex } from './help-centre';
import { type PageContent, type PageDesk, type PageReader, notFound } from './page';

/** The built front ends, the demo shop, a page to try every other desk on, and the help centres. */
export function mountPages(app: Express, desk: PageDesk, root: string): void {
  const widget = join(root, 'apps', 'widget');
  const console = join(root, 'apps', 'console', 'dist');
  const anyOrigin = (_request: Request, response: Response, next: NextFunction): void => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    next();
  };
  // Pages of other sites load the widget; its files keep their names and are asked for anew.
  app.get('/widget.js', anyOrigin, (_request, response) =>
    response.sendFile(join(widget, 'dist', 'widget.js'), {
      cacheControl: false,
      headers: { 'Cache-Control': 'no-cache' },
    }),
  );
  app.use('/widget', anyOrigin, express.static(join(widget, 'dist', 'widget'), { index: false, cacheControl: false }));
  app.use('/demo', express.static(join(widget, 'demo'), { index: false }));
  app.get('/', (_request, response) => response.sendFile(join(widget, 'demo', 'index.html')));
  app.use('/console/assets', express.static(join(console, 'assets'), { immutable: true, maxAge: '1y', index: false }));
  app.get(['/console', '/console/*path'], (_request, response) =>
    response.sendFile(join(console, 'index.html'), { cacheControl: false }),
  );

  /** Serves what `make` gives for a workspace, or that there is no such page. */
  const page =
    (make: (reader: PageReader, slug: string) => Promise<PageContent | null>) =>
    async ({ params, headers }: Request, response: Response): Promise<void> => {
      const language = readerLanguage(headers['accept-language']);
      const workspace = await desk.workspaces.findWorkspace(String(params['workspace']));
      const content = workspace === null ? null : await make({ desk, workspace, language }, String(params['slug']));
      response
        .status(content === null ? 404 : 200)
        .vary('Accept-Language')
        .type('html')
        .send(fillPage(widget, { workspace, language, ...(content ?? notFound(workspace, language)) }));
    };
  app.get('/desks/demo', (_request, response) => response.redirect(homeOf('demo')));
  app.get('/desks/:workspace', page(deskPage));
  app.get('/help', (_request, response) => response.redirect('/help/demo'));
  app.get('/help/:workspace', page(helpIndex));
  app.get('/help/:workspace/:slug', page(helpArticle));
}
