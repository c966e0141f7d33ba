/** The pages of the rail, in its order. `name` is a key of the words, `icon` the path of a 20 × 20 line drawing. */
export const pages = [{ path: '/', name: 'inbox', icon: 'M3 11h4l1.5 3h3L13 11h4M3 11l2.5-7h9L17 11v5H3z' }] as const;
