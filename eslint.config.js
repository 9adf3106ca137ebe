import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Import borders of ARCHITECTURE.md: renderer -> shared <- electron; each pattern is forbidden with its reason. */
const border = (files, ...patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});
const no = (group, message) => ({ group, message });

export default tseslint.config(
  { ignores: ['.vite/', 'out/', '.cache/', 'node_modules/', 'test-results/', 'pictures/'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './renderer/tsconfig.json', './test/e2e/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // Objects here are closures: their functions never use `this`.
      '@typescript-eslint/unbound-method': 'off',
      'no-console': 'error',
    },
  },
  // What is longer does more than one thing.
  { files: ['**/*.{ts,tsx,js,mjs,cjs}'], rules: { 'max-lines': ['error', 250] } },
  { files: ['renderer/**/*.tsx', 'renderer/**/*.ts'], ...reactHooks.configs.flat.recommended },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        Buffer: 'readonly',
        AbortController: 'readonly',
        AbortSignal: 'readonly',
        fetch: 'readonly',
      },
    },
  },
  { files: ['**/*.cjs'], languageOptions: { globals: { __dirname: 'readonly' } } },
  { files: ['build/**/*.ts'], rules: { 'no-console': 'off' } },
  // A fixture that needs no other is written ({}, use).
  { files: ['test/e2e/**'], rules: { 'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }] } },
  border(
    ['renderer/**'],
    no(['**/electron/**', 'electron', 'node:*'], 'The page reaches the program through window.relaytune alone.'),
  ),
  border(
    ['shared/**'],
    no(
      ['**/electron/**', '**/renderer/**', 'electron', 'node:*'],
      'shared/ holds pure rules and imports nothing of the project.',
    ),
  ),
  border(['electron/**'], no(['**/renderer/**'], 'The program never imports the page.')),
  border(
    ['electron/engine/**'],
    no(['electron', 'electron/*', '**/shell/**', '**/ipc/**'], 'The engine runs in plain Node too.'),
    no(['**/renderer/**'], 'The program never imports the page.'),
  ),
  border(
    ['electron/engine/practice/**'],
    no(
      ['electron', '**/shared/**', '**/shell/**', '**/ipc/**', '**/renderer/**'],
      'The lab holds its own literals, so that it cannot agree with the rules by construction.',
    ),
    no(['../../*', '../../../*', '!../../practice/*'], 'The lab imports nothing of the engine.'),
  ),
);
