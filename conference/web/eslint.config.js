import angular from 'angular-eslint';
import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['dist', '.angular', 'coverage', 'e2e/out', 'src/app/api/contract.ts']),
  {
    files: ['src/**/*.ts'],
    extends: [
      eslint.configs.recommended,
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
      angular.configs.tsRecommended,
    ],
    processor: angular.processInlineTemplates,
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.app.json', 'tsconfig.spec.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@angular-eslint/directive-selector': [
        'error',
        { type: 'attribute', prefix: 'conf', style: 'camelCase' },
      ],
      // Pages and parts are components on the very elements that the published pages have: `main[confSchedulePage]`.
      '@angular-eslint/component-selector': [
        'error',
        [
          { type: 'element', prefix: 'conf', style: 'kebab-case' },
          { type: 'attribute', prefix: 'conf', style: 'camelCase' },
        ],
      ],
      '@angular-eslint/prefer-signals': 'error',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off', // Angular option types are classes used as shapes
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['e2e/**/*.ts', 'playwright.config.ts'],
    extends: [
      eslint.configs.recommended,
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
    ],
    languageOptions: {
      parserOptions: { project: ['tsconfig.e2e.json'], tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }], // fixtures without needs
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['tools/**/*.mjs'],
    extends: [eslint.configs.recommended],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  {
    files: ['src/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
    rules: {
      // Components on native elements bring the content.
      '@angular-eslint/template/elements-content': [
        'error',
        { allowList: ['confFavouriteButton'] },
      ],
    },
  },
);
