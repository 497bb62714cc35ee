import { constants } from 'node:crypto';

/** How a SignatureMethod is verified with node:crypto. */
export interface SignatureAlgorithm {
  readonly hash: 'sha1' | 'sha256' | 'sha384' | 'sha512';
  readonly key: 'rsa' | 'ec';
  readonly padding?: number;
  readonly saltLength?: number;
}

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const DSIG_MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
const DSIG_MORE_2007 = 'http://www.w3.org/2007/05/xmldsig-more#';
const ENC = 'http://www.w3.org/2001/04/xmlenc#';

// RFC 6931 section 2.3.10: the salt of these is as long as the digest.
const PSS = {
  key: 'rsa',
  padding: constants.RSA_PKCS1_PSS_PADDING,
  saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
} as const;

/** The signature methods of rules 2; what is not here is refused. */
export const SIGNATURE_ALGORITHMS: ReadonlyMap<string, SignatureAlgorithm> = new Map<string, SignatureAlgorithm>([
  [`${DSIG_MORE}rsa-sha256`, { hash: 'sha256', key: 'rsa' }],
  [`${DSIG_MORE}rsa-sha384`, { hash: 'sha384', key: 'rsa' }],
  [`${DSIG_MORE}rsa-sha512`, { hash: 'sha512', key: 'rsa' }],
  [`${DSIG_MORE_2007}sha256-rsa-MGF1`, { hash: 'sha256', ...PSS }],
  [`${DSIG_MORE_2007}sha384-rsa-MGF1`, { hash: 'sha384', ...PSS }],
  [`${DSIG_MORE_2007}sha512-rsa-MGF1`, { hash: 'sha512', ...PSS }],
  [`${DSIG_MORE}ecdsa-sha256`, { hash: 'sha256', key: 'ec' }],
  [`${DSIG_MORE}ecdsa-sha384`, { hash: 'sha384', key: 'ec' }],
  [`${DSIG_MORE}ecdsa-sha512`, { hash: 'sha512', key: 'ec' }],
]);

/** Only with `dangerouslyAllowSha1`. */
export const SHA1_SIGNATURE_ALGORITHMS: ReadonlyMap<string, SignatureAlgorithm> = new Map<string, SignatureAlgorithm>([
  [`${DSIG}rsa-sha1`, { hash: 'sha1', key: 'rsa' }],
  [`${DSIG_MORE}ecdsa-sha1`, { hash: 'sha1', key: 'ec' }],
]);

/** The digest methods of rules 2. */
export const DIGEST_ALGORITHMS: ReadonlyMap<string, string> = new Map([
  [`${ENC}sha256`, 'sha256'],
  [`${DSIG_MORE}sha384`, 'sha384'],
  [`${ENC}sha512`, 'sha512'],
]);

/** Only with `dangerouslyAllowSha1`. */
export const SHA1_DIGEST = `${DSIG}sha1`;
