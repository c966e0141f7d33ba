import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { escapeHtml, renderArticle } from '@switchboard/contracts/render-article';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { Desk } from '../desk';

/** The built front ends, the demo shop and its help centre. */
export function mountPages(app: Express, desk: Pick<Desk, 'workspaces' | 'knowledge'>, root: string): void {
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
  app.get('/help', (_request, response, next) => void helpIndex(desk, widget, response).catch(next));
  app.get(
    '/help/:slug',
    (request, response, next) => void helpPage(desk, widget, request.params.slug, response).catch(next),
  );
}

async function helpIndex(
  desk: Pick<Desk, 'workspaces' | 'knowledge'>,
  widget: string,
  response: Response,
): Promise<void> {
  const workspace = await desk.workspaces.findWorkspace('demo');
  const documents = workspace === null ? [] : await desk.knowledge.listDocuments(workspace.id);
  const items = documents.map(
    ({ slug, title, summary }) =>
      `<li><a href="/help/${encodeURIComponent(slug)}">${escapeHtml(title)}</a><p>${escapeHtml(summary)}</p></li>`,
  );
  response
    .type('html')
    .send(fill(widget, { title: 'Help', content: `<h1>Help</h1><ul class="articles">${items.join('')}</ul>` }));
}

async function helpPage(
  desk: Pick<Desk, 'workspaces' | 'knowledge'>,
  widget: string,
  slug: string,
  response: Response,
): Promise<void> {
  const workspace = await desk.workspaces.findWorkspace('demo');
  const document =
    workspace === null ? null : await desk.knowledge.readDocumentBySlug(workspace.id, slug).catch(() => null);
  if (document === null) {
    response
      .status(404)
      .type('html')
      .send(
        fill(widget, {
          title: 'Not found',
          content: '<h1>There is no such article</h1><p><a href="/help">All articles</a></p>',
        }),
      );
    return;
  }
  const body = renderArticle(document.markdown);
  const content = `<p class="back"><a href="/help">All articles</a></p><h1>${escapeHtml(document.title)}</h1>${body}`;
  response.type('html').send(fill(widget, { title: escapeHtml(document.title), content }));
}

function fill(widget: string, { title, content }: { title: string; content: string }): string {
  const path = join(widget, 'demo', 'help.html');
  const template = existsSync(path) ? readFileSync(path, 'utf8') : '{{content}}';
  return template.replace('{{title}}', () => title).replace('{{content}}', () => content);
}
