/** The pages of the rail, in its order. `name` is a key of the words, `icon` the path of a 20 × 20 line drawing. */
export const pages = [
  { path: '/', name: 'inbox', icon: 'M3 11h4l1.5 3h3L13 11h4M3 11l2.5-7h9L17 11v5H3z' },
  {
    path: '/knowledge',
    name: 'knowledge',
    icon: 'M10 5.5C8.5 4.3 6 4 3 4v11c3 0 5.5.3 7 1.5m0-11C11.5 4.3 14 4 17 4v11c-3 0-5.5.3-7 1.5m0-11v11',
  },
  {
    path: '/tools',
    name: 'toolsName',
    icon: 'M12.5 3.5a4 4 0 0 0-3.8 5.3L3.5 14v2.5H6l5.2-5.2a4 4 0 0 0 5.2-5l-2.4 2.4-2.3-2.3 2.4-2.4a4 4 0 0 0-1.6-.5z',
  },
  { path: '/training-data', name: 'trainingData', icon: 'M4 5h9M4 10h6M4 15h9M16 5h.01M13.5 10h.01M16 15h.01' },
  { path: '/models', name: 'models', icon: 'M3 15c3 0 3-9 7-9s4 5 7 5M3 15h.01M10 6h.01M17 11h.01' },
  {
    path: '/settings',
    name: 'settings',
    icon: 'M4 6h7M15 6h1M4 14h1M9 14h7M13 4.5v3M7 12.5v3',
  },
] as const;
