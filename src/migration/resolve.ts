import { MitIdError } from '../errors';
import type { Profile } from '../profile';
import { classOf } from './account-key';
import { useApprovals } from './approvals';
import { appendAudit } from './audit';
import { findCandidates, scopeHolds } from './candidates';
import { queueCase, type CaseReason } from './cases';
import { UniqueViolation, type Reader, type Transaction } from './engines';
import { identityOf, type Identity } from './identity';
import { judge, type Claim, type Judgement } from './judge';
import { evidenceText, findLink, insertLink, SETTLED, type Link } from './links';
import type { Question } from './policy';
import { profileKeys, type ProfileKeys } from './profile-keys';
import { rehash } from './rehash';
import type { Resolution } from './resolution';
import { isRid, judgeRid } from './rid-link';
import type { Store } from './store';

/** One login, read. */
interface Login extends ProfileKeys {
  readonly identity: Identity;
  /** What may still be asked of the person, in order. */
  readonly questions: readonly Question[];
  readonly proof: Readonly<Record<string, unknown>>;
}

/** A PID is asked of a MitID login alone: a legacy one says all it has. The CPR number can be asked of any. */
const QUESTIONS = { citizen: ['pid', 'cpr'], employee: ['cpr', 'pid'], company: [] } as const;

/**
 * Finds the account of a login; see `AccountLinks.resolve`.
 *
 * The judgement is made by reading, and where it is to be written down, made again in the transaction that writes it. A
 * constraint that refuses the link ends the login: nothing is tried a second time.
 */
export async function resolve(store: Store, profile: Profile, asked: readonly Question[]): Promise<Resolution> {
  const { engine } = store;
  const login = readLogin(store, profile, asked);
  const link = await findLink(engine, login.identity);
  if (link !== undefined) return await resolveLinked(store, login, link);
  const judgement = await judged(store, engine, login);
  const question = await nextQuestion(engine, login, judgement);
  if (question !== undefined) return question;
  if (judgement.verdict === 'none') return { status: 'unknown' };
  const resolution = await writeDown(store, login);
  if (resolution.status === 'matched') await rehash(store, { ...login, account: resolution.account });
  return resolution;
}

/** A link tells the account, unless it is of a RID alone: that is judged at each login. */
async function resolveLinked(store: Store, login: Login, link: Link): Promise<Resolution> {
  const { engine, policy } = store;
  let resolution: Resolution = { status: 'linked', ...link };
  if (isRid(login.identity)) {
    const judgement = await judgeRid(engine, policy, login, link);
    const question = await nextQuestion(engine, login, judgement);
    if (question !== undefined) return question;
    const tells =
      judgement.verdict === 'match'
        ? !judgement.claim.agrees.includes('approval')
        : // What somebody has settled stands as long as nothing contradicts it.
          judgement.verdict === 'weak' && link.evidence === SETTLED;
    if (!tells) resolution = await engine.transaction((sql) => admitRid(store, sql, login, link));
  }
  if (resolution.status === 'linked') await rehash(store, { ...login, account: link.account });
  return resolution;
}

/** Judges a linked RID again in the transaction that uses the approval, or queues the login. */
async function admitRid({ now, policy }: Store, sql: Transaction, login: Login, link: Link): Promise<Resolution> {
  const { account } = link;
  const { identity, keys, proof } = login;
  const judgement = await judgeRid(sql, policy, login, link);
  if (judgement.verdict !== 'match') return await queue({ now }, sql, login, judgement);
  const { claim } = judgement;
  if (claim.agrees.includes('approval')) {
    const used = await useApprovals(sql, now(), { account, keys });
    // Another login has used it in this moment.
    if (used === 0 && claim.suffices?.includes('approval')) {
      return await queue({ now }, sql, login, { verdict: 'weak', claims: [claim] });
    }
    const [id = ''] = identity.ids;
    const evidence = { agrees: claim.agrees, rule: claim.suffices, ...proof };
    await appendAudit(sql, now(), { action: 'approval-used', account, identity: { ...identity, id }, evidence });
  }
  return { status: 'linked', ...link };
}

function readLogin({ hasher, policy }: Store, profile: Profile, asked: readonly Question[]): Login {
  const keys = profileKeys(profile, hasher);
  const brought = keys.keys.map(({ kind }) => kind as string);
  const possible: readonly Question[] = QUESTIONS[classOf(keys.scope)];
  const questions = possible.filter(
    (question) =>
      policy.ask.includes(question) &&
      !asked.includes(question) &&
      !brought.includes(question) &&
      !(question === 'pid' && profile.provider === 'nemid'),
  );
  const { assertionId, trust } = profile.transaction;
  const proof = { brought, assertionId, trust, ...(profile.assurance.loa && { loa: profile.assurance.loa }) };
  return { ...keys, identity: identityOf(profile.key, hasher, policy.sharedIssuers), questions, proof };
}

async function judged({ policy }: Store, reader: Reader, login: Login): Promise<Judgement> {
  const candidates = await findCandidates(reader, login);
  return judge(login.keys, candidates, policy.sufficient[classOf(login.scope)]);
}

/** A question whose answer may decide: one that a weak claim's account could answer, or where there is no claim, any account. */
async function nextQuestion(reader: Reader, login: Login, judgement: Judgement): Promise<Resolution | undefined> {
  for (const question of login.questions) {
    const helps =
      judgement.verdict === 'weak'
        ? judgement.claims.some(({ untold }) => untold.includes(question))
        : judgement.verdict === 'none' && (await scopeHolds(reader, login.scope, question));
    if (!helps) continue;
    return question === 'pid'
      ? { status: 'needs-pid', ask: { returnNemidPid: true } }
      : { status: 'needs-cpr', ask: { stepUp: 'cpr' } };
  }
  return undefined;
}

async function writeDown(store: Store, login: Login): Promise<Resolution> {
  const { engine } = store;
  let attempted: Claim | undefined;
  try {
    return await engine.transaction(async (sql) => {
      const judgement = await judged(store, sql, login);
      if (judgement.verdict === 'none') return { status: 'unknown' };
      if (judgement.verdict !== 'match') return await queue(store, sql, login, judgement);
      attempted = judgement.claim;
      return await linkTo(store, sql, login, judgement.claim);
    });
  } catch (error) {
    if (!(error instanceof UniqueViolation) || attempted === undefined) throw error;
    return await afterViolation(store, login, attempted, error);
  }
}

async function linkTo({ now }: Store, sql: Transaction, login: Login, claim: Claim): Promise<Resolution> {
  const { identity, proof, keys } = login;
  const { account, agrees, suffices } = claim;
  const at = now();
  await insertLink(sql, at, {
    account,
    identity,
    evidence: evidenceText(agrees),
    proof: { agrees, rule: suffices, ...proof },
  });
  if (agrees.includes('approval')) {
    const used = await useApprovals(sql, at, { account, keys });
    // Another login, of an identity that no constraint sets against this one, has used it in this moment.
    if (used === 0) throw new UniqueViolation('mitid_approvals: used once');
  }
  return { status: 'matched', account, evidence: agrees };
}

async function queue(
  { now }: Pick<Store, 'now'>,
  sql: Transaction,
  { identity, scope, proof }: Login,
  judgement: Extract<Judgement, { verdict: 'ambiguous' | 'weak' }>,
): Promise<Resolution> {
  const reason = judgement.verdict === 'weak' ? 'needs-approval' : judgement.reason;
  const caseId = await queueCase(sql, now(), { identity, scope, reason, claims: judgement.claims, proof });
  return { status: 'ambiguous', reason, caseId };
}

/** Somebody was faster: the same person in another window, who is linked; or another identity, and this one is refused. */
async function afterViolation(
  store: Store,
  login: Login,
  attempted: Claim,
  violation: UniqueViolation,
): Promise<Resolution> {
  const { engine, now } = store;
  const { identity, scope, proof } = login;
  const link = await findLink(engine, identity);
  if (link?.account === attempted.account) return await resolveLinked(store, login, link);
  const reason: CaseReason = 'link-taken';
  const caseId = await engine.transaction(
    async (sql) => await queueCase(sql, now(), { identity, scope, reason, claims: [attempted], proof }),
  );
  throw new MitIdError('link_taken', {
    where: violation.constraint,
    got: `an identity and an account of which one is linked already (case ${caseId})`,
    expected: 'an account without a link, or the link to be undone first',
  });
}
