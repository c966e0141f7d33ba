import { defineConfig } from 'vite';

/** Two builds: a classic script that any page can include, and the panel that it loads when it is opened. */
export default defineConfig(({ mode }) => ({
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build:
    mode === 'loader'
      ? {
          outDir: 'dist',
          emptyOutDir: true,
          lib: {
            entry: 'src/loader/loader.ts',
            formats: ['iife'],
            name: 'SwitchboardLoader',
            fileName: () => 'widget.js',
          },
        }
      : {
          outDir: 'dist/widget',
          emptyOutDir: true,
          lib: { entry: 'src/panel/mount-panel.tsx', formats: ['es'], fileName: () => 'panel.js' },
        },
  define: { 'process.env.NODE_ENV': '"production"' },
}));
