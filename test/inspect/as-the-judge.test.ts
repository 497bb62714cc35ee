import { MitIdError } from '../../src/errors';
import { inspect } from '../../src/inspect';
import { judgeSaml2Response } from '../../src/protocols/saml2';
import { withStatusOutcome } from '../../src/strategies/saml2/status';
import { expectations } from '../protocols/saml2/expectations';
import { CERTS } from '../support/certs';
import { signByHand, SIGNATURE_HERE } from '../support/xmldsig/hand-signature';
import { ASSERTION_ID2, saml2Response } from '../support/saml2';
import { codesOf, NEMLOG_IN, NOW } from './support/inspecting';

const MUTANTS = 60;

/** An honest message with one octet changed, spread over its length. */
function mutants(): Buffer[] {
  const placed = saml2Response({ now: NOW }).replace(/(<saml:Assertion[\s\S]*?<\/saml:Issuer>)/, `$1${SIGNATURE_HERE}`);
  const honest = Buffer.from(signByHand(placed, { signer: CERTS.idp, id: ASSERTION_ID2, keyInfo: '' }));
  return Array.from({ length: MUTANTS }, (_, index) => {
    const mutant = Buffer.from(honest);
    const at = Math.floor((index * honest.length) / MUTANTS) + index;
    mutant[at] = (mutant[at] ?? 0) ^ 1;
    return mutant;
  });
}

async function verdictOf(document: Buffer): Promise<string | undefined> {
  try {
    await judgeSaml2Response(document.toString('base64'), expectations());
    return undefined;
  } catch (error) {
    const outcome = withStatusOutcome(error, []);
    if (outcome instanceof MitIdError) return outcome.code;
    throw error;
  }
}

test('what is said first is what the judge says, whichever octet of a message is another', async () => {
  const seen = new Set<string | undefined>();
  for (const mutant of mutants()) {
    const said = await verdictOf(mutant);
    seen.add(said);
    const inspection = await inspect(Buffer.from(mutant.toString('base64')), NEMLOG_IN);
    expect(codesOf(inspection)[0]).toBe(said);
  }
  // Else these would be no test of anything.
  expect(seen.size).toBeGreaterThan(5);
});
