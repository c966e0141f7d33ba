import nx from '@nx/eslint-plugin';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Direction of imports: apps → assist → turn → steps → domain → db → contracts. The steps of a turn do not know each other. */
const direction = [
  { sourceTag: 'layer:app', onlyDependOnLibsWithTags: ['*'] },
  { sourceTag: 'layer:front', onlyDependOnLibsWithTags: ['layer:contracts'] },
  {
    sourceTag: 'layer:assist',
    onlyDependOnLibsWithTags: [
      'layer:turn',
      'layer:step',
      'layer:domain',
      'layer:db',
      'layer:contracts',
      'layer:testing',
    ],
  },
  {
    sourceTag: 'layer:turn',
    onlyDependOnLibsWithTags: ['layer:step', 'layer:domain', 'layer:db', 'layer:contracts', 'layer:testing'],
  },
  {
    sourceTag: 'layer:step',
    onlyDependOnLibsWithTags: ['layer:domain', 'layer:db', 'layer:contracts', 'layer:testing'],
  },
  { sourceTag: 'layer:domain', onlyDependOnLibsWithTags: ['layer:db', 'layer:contracts', 'layer:testing'] },
  { sourceTag: 'layer:db', onlyDependOnLibsWithTags: ['layer:contracts', 'layer:testing'] },
  { sourceTag: 'layer:contracts', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'layer:testing', onlyDependOnLibsWithTags: ['layer:db', 'layer:domain', 'layer:contracts'] },
];

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.nx/**', '.switchboard/**'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          allow: ['../../tokens/tokens.css', '../../../tokens/tokens.css?inline'],
          enforceBuildableLibDependency: false,
          allowCircularSelfDependency: false,
          depConstraints: direction,
        },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      eqeqeq: 'error',
    },
  },
  // Nest reads constructor parameter types at run time: they must stay value imports.
  { files: ['apps/api/**/*.ts'], rules: { '@typescript-eslint/consistent-type-imports': 'off' } },
  { files: ['*.config.ts', '**/vite.config.ts'], rules: { 'no-restricted-exports': 'off' } },
  {
    files: ['apps/console/**/*.tsx', 'apps/console/**/*.ts'],
    plugins: { 'react-hooks': hooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    files: ['apps/widget/src/**', 'apps/console/src/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'localStorage', message: 'Use the store that falls back when storage is blocked.' },
      ],
    },
  },
);
