const TOKEN = /<[^>]*>|[^<]+|</g;

/**
 * Sets each element on a line of its own, for a reader. It is for display only: white space is added, and text that
 * is no XML comes back as it is.
 */
export function indentXml(xml: string): string {
  const lines: string[] = [];
  let depth = 0;
  let open = false;
  for (const token of xml.match(TOKEN) ?? []) {
    const pad = (level: number): string => '  '.repeat(Math.max(level, 0));
    if (token.startsWith('</')) {
      depth -= 1;
      if (open) lines.push(`${lines.pop() ?? ''}${token}`);
      else lines.push(`${pad(depth)}${token}`);
      open = false;
    } else if (token.startsWith('<')) {
      lines.push(`${pad(depth)}${token}`);
      open = !token.endsWith('/>') && !token.startsWith('<!') && !token.startsWith('<?');
      if (open) depth += 1;
    } else if (token.trim() !== '') {
      if (open) lines.push(`${lines.pop() ?? ''}${token}`);
      else lines.push(`${pad(depth)}${token.trim()}`);
    }
  }
  return lines.join('\n');
}
