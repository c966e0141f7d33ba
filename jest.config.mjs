import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Packages that ship ES modules only and are therefore compiled to CommonJS with the sources. */
const esmPackages = [
  '@nestjs',
  '@electric-sql',
  'jose',
  'rate-limiter-flexible',
  'tinyld',
  'marked',
  '@huggingface',
  'uuid',
  'css-select',
  'css-what',
  'domelementtype',
  'domhandler',
  'domutils',
  'dom-serializer',
  'entities',
  'htmlparser2',
  'boolbase',
  'nth-check',
  'cssomnom',
];

/** @returns {import('jest').ProjectConfig} */
const project = (displayName, testMatch, ignored = []) => ({
  displayName,
  rootDir: root,
  testMatch,
  testPathIgnorePatterns: ['/node_modules/', '/dist/', ...ignored],
  modulePathIgnorePatterns: ['/dist/', '/.nx/', '/.switchboard/'],
  moduleNameMapper: {
    // Loaded at the first call: a dynamic import keeps its extension in the build.
    '^(\\./(?:drivers|langchain)/[a-z-]+)\\.js$': '$1',
    '^@switchboard/(api|cli)$': '<rootDir>/apps/$1/src/index.ts',
    '^@switchboard/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^@switchboard/([^/]+)/(.+)$': '<rootDir>/libs/$1/src/$2.ts',
  },
  transform: {
    '^.+\\.m?[tj]sx?$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          target: 'es2022',
          keepClassNames: true,
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmPackages.join('|')})/)`],
  testEnvironment: '<rootDir>/scripts/jest-environment.mjs',
});

/** @type {import('jest').Config} */
const config = {
  // Real models and databases on a busy machine: a test that hangs still ends.
  testTimeout: 60_000,
  projects: [
    project('unit', ['<rootDir>/{apps,libs}/**/*.spec.ts'], ['\\.db\\.spec\\.ts$']),
    project('db', ['<rootDir>/{apps,libs}/**/*.db.spec.ts']),
    { ...project('e2e', ['<rootDir>/{apps,libs}/**/*.e2e-spec.ts']), globalSetup: '<rootDir>/scripts/prepare-e2e.mjs' },
  ],
};

export default config;
