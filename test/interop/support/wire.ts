import type { HttpVisitor } from '../../support/http-visitor';

/** The last Response that a page brought to the browser, as it went over the wire. */
export function lastResponse(visitor: HttpVisitor): string {
  const found = visitor.visits.flatMap(({ body }) => /name="SAMLResponse" value="([^"]+)"/.exec(body)?.[1] ?? []);
  return Buffer.from(found.at(-1) ?? '', 'base64').toString();
}

/** The algorithms of a Response, in the order in which it names them, without their namespaces. */
export function algorithmsIn(response: string): readonly string[] {
  return [...response.matchAll(/(?:EncryptionMethod|SignatureMethod) Algorithm="[^"]*#([^"]+)"/g)].map(
    ([, name = '']) => name,
  );
}
