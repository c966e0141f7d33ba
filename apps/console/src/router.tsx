import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { App } from './app';
import { InboxPage } from './inbox/inbox-page';

const root = createRootRoute({ component: App });
const inbox = createRoute({ getParentRoute: () => root, path: '/', component: InboxPage });
const conversation = createRoute({ getParentRoute: () => root, path: '/conversations/$id', component: InboxPage });
const KnowledgePage = lazyRouteComponent(() => import('./knowledge/knowledge-page'), 'KnowledgePage');
const knowledge = createRoute({ getParentRoute: () => root, path: '/knowledge', component: KnowledgePage });
const knowledgePart = createRoute({ getParentRoute: () => root, path: '/knowledge/$part', component: KnowledgePage });
const knowledgeItem = createRoute({
  getParentRoute: () => root,
  path: '/knowledge/$part/$id',
  component: KnowledgePage,
});
const ToolsPage = lazyRouteComponent(() => import('./tools/tools-page'), 'ToolsPage');
const tools = createRoute({ getParentRoute: () => root, path: '/tools', component: ToolsPage });
const toolsPart = createRoute({ getParentRoute: () => root, path: '/tools/$part', component: ToolsPage });
const trainingData = createRoute({
  getParentRoute: () => root,
  path: '/training-data',
  component: lazyRouteComponent(() => import('./training-data/training-data-page'), 'TrainingDataPage'),
});
const models = createRoute({
  getParentRoute: () => root,
  path: '/models',
  component: lazyRouteComponent(() => import('./models/models-page'), 'ModelsPage'),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings/settings-page'), 'SettingsPage'),
});

/** Every page but the inbox is loaded when it is first opened (`lazyRouteComponent`). */
export const router = createRouter({
  routeTree: root.addChildren([
    inbox,
    conversation,
    knowledge,
    knowledgePart,
    knowledgeItem,
    tools,
    toolsPart,
    trainingData,
    models,
    settings,
  ]),
  basepath: '/console',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
