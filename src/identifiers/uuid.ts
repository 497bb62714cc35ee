const UUID = /^(?:urn:uuid:)?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i;

/**
 * A UUID of any version, bare or as `urn:uuid:…`.
 *
 * @returns the 36 characters in lower case: brokers and certificates write one UUID in both cases.
 */
export function parseUuid(text: string): string | undefined {
  return UUID.exec(text)?.[1]?.toLowerCase();
}
