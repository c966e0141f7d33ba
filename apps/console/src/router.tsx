import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { App } from './app';
import { InboxPage } from './inbox/inbox-page';

const root = createRootRoute({ component: App });
const inbox = createRoute({ getParentRoute: () => root, path: '/', component: InboxPage });
const conversation = createRoute({ getParentRoute: () => root, path: '/conversations/$id', component: InboxPage });

/** Every page but the inbox is loaded when it is first opened (`lazyRouteComponent`). */
export const router = createRouter({ routeTree: root.addChildren([inbox, conversation]), basepath: '/console' });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
