import eslint from "@eslint/js";
import prettier from "eslint-config-prettier";
import jsdoc from "eslint-plugin-jsdoc";
import noOnlyTests from "eslint-plugin-no-only-tests";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

const pure = [
  "primitives",
  "export",
  "synthetic",
  "scoring",
  "authenticity",
  "insights",
  "tools",
  "encryption",
  "merkle",
  "rewards",
].map((module) => `src/${module}/**/*.ts`);

export default defineConfig(
  {
    ignores: [
      "src/**/assembly/",
      "typechain-types/",
      "artifacts/",
      "cache/",
      "coverage/",
      ".tools/",
      ".story/",
      "**/*.cjs",
    ],
  },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    rules: {
      "@typescript-eslint/consistent-type-definitions": ["error", "type"],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "no-restricted-syntax": [
        "error",
        { selector: "TSEnumDeclaration", message: "Use a union of literals." },
        { selector: "ThrowStatement > Literal", message: "Throw an error with a code." },
      ],
    },
  },
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ["*.js", "scripts/bootstrap.mjs"] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
  },
  {
    files: ["src/**/*.ts"],
    plugins: { jsdoc },
    rules: {
      complexity: ["error", 10],
      "jsdoc/require-jsdoc": [
        "error",
        {
          publicOnly: true,
          require: { ArrowFunctionExpression: true, ClassDeclaration: true, FunctionDeclaration: true },
          contexts: ["TSInterfaceDeclaration", "TSTypeAliasDeclaration"],
        },
      ],
      "max-depth": ["error", 4],
      "max-lines": ["error", { max: 400, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      "max-params": ["error", 5],
      "no-console": "error",
      "no-restricted-syntax": ["error", { selector: "ExportDefaultDeclaration", message: "Export by name." }],
    },
  },
  {
    files: ["{src,scripts,deploy}/**/*.{ts,mjs}"],
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "Math", property: "random", message: "Keys and salts come from node:crypto, the rest from a seed." },
      ],
    },
  },
  {
    files: pure,
    rules: {
      "no-restricted-globals": ["error", "process", "fetch", "performance"],
      "no-restricted-properties": [
        "error",
        { object: "Date", property: "now", message: "Pass the time in." },
        { object: "Math", property: "random", message: "Pass the randomness in." },
      ],
    },
  },
  {
    files: ["test/**/*.ts", "bench/**/*.ts"],
    plugins: { "no-only-tests": noOnlyTests },
    rules: {
      "no-only-tests/no-only-tests": "error",
      "@typescript-eslint/no-unused-expressions": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
  { files: ["**/*.js", "**/*.mjs"], extends: [tseslint.configs.disableTypeChecked] },
  {
    files: ["scripts/bootstrap.mjs"],
    languageOptions: { globals: { process: "readonly", console: "readonly", URL: "readonly" } },
  },
  prettier,
);
