import { readFileSync } from "node:fs";
import hooks from "eslint-plugin-react-hooks";
import { defineConfig, globalIgnores } from "eslint/config";
import ts from "typescript-eslint";

const { pages } = JSON.parse(readFileSync(new URL("web/src/addresses.json", import.meta.url), "utf8"));
const SEGMENTS = [...new Set(Object.values(pages).map((address) => address.split("/")[1]))].filter(Boolean);
/** A literal that begins as the address of a page does. */
const PAGE = `/^\\u002f(${SEGMENTS.join("|")})(\\u002f|$)/`;
const ADDRESS = "The pages' addresses are in web/src/addresses.";

const TEXT = "Texts are in web/src/language: t(key).";
/** Attributes that somebody reads or hears. */
const READ = "/^(aria-label|alt|label|placeholder|title)$/";

export default defineConfig(
  globalIgnores(["**/dist/", "target/", "client/src/schema.d.ts"]),
  {
    files: ["**/*.{ts,tsx}"],
    extends: [ts.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-non-null-assertion": "off",
      // Fakes and callbacks are async because their type is.
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/unbound-method": "off",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/no-unused-vars": ["error", { varsIgnorePattern: "^_", argsIgnorePattern: "^_" }],
    },
  },
  {
    files: ["web/src/**"],
    extends: [hooks.configs.flat.recommended],
    rules: {
      "react-hooks/exhaustive-deps": "error",
      // For the React Compiler, which is not used.
      "react-hooks/incompatible-library": "off",
      "no-restricted-syntax": [
        "error",
        { selector: "JSXText[value=/\\p{L}{2}/u]", message: TEXT },
        { selector: `JSXAttribute[name.name=${READ}] > Literal[value=/\\p{L}{2}/u]`, message: TEXT },
        { selector: "JSXExpressionContainer > Literal[value=/\\p{L}{2}/u]", message: TEXT },
        { selector: "CallExpression[callee.property.name=/^toLocale/]", message: "Use ui/time: one locale." },
        { selector: `Literal[value=${PAGE}]`, message: ADDRESS },
        { selector: `TemplateElement[value.raw=${PAGE}]`, message: ADDRESS },
        { selector: "JSXAttribute[name.name='href'] Literal[value=/^\\u002f/]", message: ADDRESS },
        { selector: "CallExpression[callee.property.name='assign'] > Literal", message: ADDRESS },
        {
          selector: "NewExpression[callee.object.name='Intl'] > Identifier[name='undefined']",
          message: "Pass `locale`.",
        },
      ],
    },
  },
);
