const CERTIFICATE = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

/** The certificates in a text, each in PEM, and nothing else of it: a file may hold words and the private key beside a chain. */
export function certificateBlocks(text: string): readonly string[] {
  return text.match(CERTIFICATE) ?? [];
}
