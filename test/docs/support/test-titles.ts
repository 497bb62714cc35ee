import ts from 'typescript';

const TESTS = new Set(['test', 'it']);
const SKIPPED = /^(?:x(?:test|it|describe)\b|(?:test|it|describe)\.(?:skip|todo|failing)\b)/;

/**
 * The titles of the tests that run in a test file: the first argument of each `test`, `it` and `test.each`, as written (with its
 * `%s`), and the strings in the rows of its table, where that stands in the call or in a constant of the file. What is skipped,
 * itself or by a `describe` around it, has none, and neither has a comment.
 *
 * @param source the text of the file.
 */
export function testTitles(source: string): ReadonlySet<string> {
  const file = ts.createSourceFile('a.test.ts', source, ts.ScriptTarget.Latest, true);
  const tables = tablesOf(file);
  const titles = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const callee = node.expression;
      if (SKIPPED.test(callee.getText(file))) return;
      const [title] = node.arguments;
      if (title !== undefined && ts.isStringLiteralLike(title) && isTest(callee)) {
        titles.add(title.text);
        for (const row of rowsOf(callee, tables)) for (const text of textsOf(row)) titles.add(text);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return titles;
}

/** `test`, `it`, or either with `.only`, `.each(…)`. */
function isTest(callee: ts.Expression): boolean {
  let root = callee;
  while (ts.isCallExpression(root) || ts.isPropertyAccessExpression(root)) root = root.expression;
  return ts.isIdentifier(root) && TESTS.has(root.text);
}

function rowsOf(
  callee: ts.Expression,
  tables: ReadonlyMap<string, ts.ArrayLiteralExpression>,
): readonly ts.Expression[] {
  if (!ts.isCallExpression(callee)) return [];
  const [table] = callee.arguments;
  if (table === undefined) return [];
  const plain = withoutType(table);
  if (ts.isArrayLiteralExpression(plain)) return plain.elements;
  return ts.isIdentifier(plain) ? (tables.get(plain.text)?.elements ?? []) : [];
}

/** The strings of a row: itself, or those that it lists. */
function textsOf(row: ts.Expression): readonly string[] {
  const plain = withoutType(row);
  if (ts.isStringLiteralLike(plain)) return [plain.text];
  return ts.isArrayLiteralExpression(plain)
    ? plain.elements.filter((cell) => ts.isStringLiteralLike(cell)).map(({ text }) => text)
    : [];
}

function tablesOf(file: ts.SourceFile): ReadonlyMap<string, ts.ArrayLiteralExpression> {
  const tables = new Map<string, ts.ArrayLiteralExpression>();
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined) {
      const value = withoutType(node.initializer);
      if (ts.isArrayLiteralExpression(value)) tables.set(node.name.text, value);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return tables;
}

/** Without `as const`, `satisfies …` and parentheses. */
function withoutType(node: ts.Expression): ts.Expression {
  return ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node)
    ? withoutType(node.expression)
    : node;
}
