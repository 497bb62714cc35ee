import { MitIdError } from '../errors';
import { describeShape, looksLikeCpr } from '../identifiers';
import { readClaims, type Claim, type ReadClaim } from './json';

type Claims = ReadonlyMap<string, ReadClaim>;

/** What `VerifiedClaims` holds. */
export interface ClaimsContent {
  /** `iss`. */
  readonly issuer: string;
  /** `sub`: whom the issuer speaks of, in a number of its own. */
  readonly subject: string;
  /** `jti`, where the issuer gives one. */
  readonly tokenId?: string;
  /** `iat`. */
  readonly issuedAt: Date;
  /** `exp`. */
  readonly expiresAt: Date;
  /** What is said of the person and of the login; not what the token says of itself. */
  readonly claims: readonly Claim[];
}

/** They say nothing of the person, and differ between a token and what an endpoint answers. */
const OF_THE_TOKEN: ReadonlySet<string> = new Set(
  'iss aud azp exp iat nbf jti sid nonce at_hash c_hash s_hash auth_time'.split(' '),
);

const ISSUER = /^[\x21-\x7e]{1,1024}$/;
/** OpenID Connect Core 1.0, section 2: at most 255 ASCII characters. */
const SUBJECT = /^[\x21-\x7e]{1,255}$/;
const TOKEN_ID = /^[\x21-\x7e]{1,255}$/;
/** Of the year 9999; what lies beyond counts milliseconds. */
const LAST_SECOND = 253_402_300_799;

/** Known to this file alone: `private` is the compiler's word only, and JavaScript calls any constructor. */
const VOUCHED_FOR = Symbol('vouched for');
const NOT_VOUCHED_FOR = 'not VerifiedClaims: make them by VerifiedClaims.fromVerifiedIdToken';

/**
 * The application's word, by type, that an ID token was verified. This package verifies no JWT: an OIDC library does
 * (signature, `iss`, `aud`, `exp`, `nonce`), and the application says so by making one of these.
 */
export class VerifiedClaims {
  readonly #content: ClaimsContent;

  private constructor(by: typeof VOUCHED_FOR, content: ClaimsContent) {
    if (by !== VOUCHED_FOR) throw new TypeError(NOT_VOUCHED_FOR);
    this.#content = content;
    Object.freeze(this);
  }

  /**
   * Vouches for claims. **Call it with what an OIDC library returned after it has verified the token, and with nothing
   * else**: whoever can write these claims can log in as anybody.
   *
   * @param idToken the payload of the verified ID token: JSON, with `iss`, `sub`, and `iat` and `exp` in seconds.
   * @param userInfo what the userinfo endpoint answered to the access token of this login, where the broker says more there.
   * @throws MitIdError `parameter_invalid` for what is not JSON; `message_too_large`; `message_unexpected` for a name that
   *   reaches a prototype; `attribute_missing` and `attribute_malformed` naming the claim, with the shape of what was got;
   *   `name_identifier_conflict` and `issuer_mismatch` where the two are of different subjects or issuers.
   */
  static fromVerifiedIdToken(
    idToken: Readonly<Record<string, unknown>>,
    userInfo?: Readonly<Record<string, unknown>>,
  ): VerifiedClaims {
    const token = readClaims(idToken, 'idToken');
    const said = userInfo === undefined ? undefined : readClaims(userInfo, 'userInfo');
    const issuer = textOf(token, 'iss', ISSUER);
    const subject = textOf(token, 'sub', SUBJECT);
    const issuedAt = timeOf(token, 'iat');
    const expiresAt = timeOf(token, 'exp');
    if (expiresAt <= issuedAt) malformed('exp', 'a time that is not after iat', 'a later one');
    if (said !== undefined) requireSameLogin(said, issuer, subject);
    return new VerifiedClaims(VOUCHED_FOR, {
      issuer,
      subject,
      ...(token.has('jti') && { tokenId: tokenIdOf(token) }),
      issuedAt,
      expiresAt,
      claims: merge(token, said ?? new Map<string, ReadClaim>()),
    });
  }

  /**
   * What was vouched for.
   *
   * @internal
   * @throws TypeError for anything that `fromVerifiedIdToken` has not made.
   */
  static contentOf(claims: VerifiedClaims): ClaimsContent {
    if (isObject(claims) && #content in claims) return claims.#content;
    throw new TypeError(NOT_VOUCHED_FOR);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** OpenID Connect Core 1.0, section 5.3.2: userinfo of another subject must not be used. */
function requireSameLogin(said: Claims, issuer: string, subject: string): void {
  if (textOf(said, 'sub', SUBJECT) !== subject) {
    throw new MitIdError('name_identifier_conflict', {
      where: 'userInfo.sub',
      got: 'another subject than that of the ID token',
      expected: 'userinfo of this login',
    });
  }
  if (said.has('iss') && textOf(said, 'iss', ISSUER) !== issuer) {
    throw new MitIdError('issuer_mismatch', {
      where: 'userInfo.iss',
      got: 'another issuer than that of the ID token',
      expected: 'userinfo of this login',
    });
  }
}

/** What both say alike is said once; where they differ, both stand, and whoever reads the claim judges. */
function merge(token: Claims, said: Claims): readonly Claim[] {
  const names = new Set([...token.keys(), ...said.keys()]);
  return [...names]
    .filter((name) => !OF_THE_TOKEN.has(name))
    .map((name) => {
      const claims = [token.get(name), said.get(name)].filter((claim) => claim !== undefined);
      const [first = [], second = []] = claims.map(({ values }) => values);
      const added = second.filter((value) => !first.some((other) => String(other) === String(value)));
      return { name, values: [...first, ...added], hasObjects: claims.some(({ hasObjects }) => hasObjects) };
    });
}

function textOf(claims: Claims, name: string, form: RegExp): string {
  const value = soleValue(claims, name);
  if (typeof value === 'string' && form.test(value)) return value;
  return malformed(name, typeof value === 'string' ? describeShape(value) : typeof value, 'printable ASCII');
}

function tokenIdOf(claims: Claims): string {
  const id = textOf(claims, 'jti', TOKEN_ID);
  return looksLikeCpr(id) ? malformed('jti', describeShape(id), 'an id that is nobody’s number') : id;
}

function timeOf(claims: Claims, name: string): Date {
  const value = soleValue(claims, name);
  if (typeof value === 'number' && value > 0 && value <= LAST_SECOND) return new Date(Math.floor(value * 1000));
  return malformed(name, typeof value === 'number' ? 'another number' : typeof value, 'seconds since 1970, a number');
}

function soleValue(claims: Claims, name: string): unknown {
  const claim = claims.get(name);
  if (claim === undefined) throw new MitIdError('attribute_missing', { where: name, got: 'nothing' });
  if (claim.isList || claim.hasObjects || claim.values.length !== 1) malformed(name, 'no single value', 'one value');
  return claim.values[0];
}

function malformed(where: string, got: string, expected: string): never {
  throw new MitIdError('attribute_malformed', { where, got, expected });
}
