import { createHash } from 'node:crypto';
import { fullName, type Employment, type MitIdIdentity, type Persona } from '../../personas';
import { ageAt, attributesOf, type Attribute, type Values } from '../attribute';
import { levelUri } from '../level-uri';
import { loaOf } from './levels';
import type { Login } from './login';
import { nemidAttributes } from './nemid';
import type { KeyObject } from 'node:crypto';

/**
 * The attributes of an assertion (facts/eident.md, "Attributes").
 *
 * @param key signs the CERTIFICATE of a legacy eID.
 * @param names other names for attributes.
 */
export function eidentAttributes(login: Login, key: KeyObject, names: ReadonlyMap<string, string>): Attribute[] {
  const { persona, identity } = login;
  const values: Values =
    identity.kind === 'nemid'
      ? { ...nemidAttributes(login, key), ...returnedTexts(login) }
      : {
          IDPROVIDER: 'mitid',
          ...(identity.kind === 'professional'
            ? professional(persona, identity.employment, login.authenticatedAt)
            : personal(persona)),
          ...(identity.kind === 'representative' && {
            AUTHORIZED_TO_REPRESENT: identity.company.cvr,
            'NEMLOGIN.AUTH_TO_REPR': identity.company.cvr,
          }),
          ...(persona.mitid && assurance(persona.mitid, identity.kind)),
          ...afterCprPage(login),
          ...returnedTexts(login),
        };
  return attributesOf(values).map(({ name, values }) => ({ name: names.get(name) ?? name, values }));
}

// A name that may not be told is the word that stands for it, and the parts of the name are left out.
function personal(persona: Persona): Values {
  const given = persona.nameProtected ? undefined : persona.name.given;
  return {
    IDENTITY_TYPE: 'private',
    MITID_UUID: persona.mitid?.uuid,
    FULLNAME: persona.nameProtected ? 'Pseudonym' : fullName(persona),
    FIRSTNAME: given,
    GIVENNAME: given,
    DOB: persona.dateOfBirth,
    C: 'DK',
  };
}

function professional(persona: Persona, employment: Employment, now: number): Values {
  return {
    IDENTITY_TYPE: 'professional',
    'NEMLOGIN.PERSISTENT_PROFESSIONAL_ID': employment.professionalUuid,
    'NEMLOGIN.NAME': fullName(persona),
    'NEMLOGIN.GIVEN_NAME': persona.name.given,
    'NEMLOGIN.FAMILY_NAME': persona.name.family,
    'NEMLOGIN.DATE_OF_BIRTH': persona.dateOfBirth,
    'NEMLOGIN.AGE': persona.dateOfBirth && String(ageAt(persona.dateOfBirth, now)),
    'NEMLOGIN.CPR_UUID': persona.cprUuid,
    'NEMLOGIN.EMAIL': employment.email ?? '',
    'NEMLOGIN.CVR': employment.company.cvr,
    'NEMLOGIN.ORG_NAME': employment.company.name,
    'NEMLOGIN.NEMID.RID': employment.rid,
    'NEMLOGIN.P_NUMBER': employment.productionUnit ?? '',
    'NEMLOGIN.SE_NUMBER': employment.seNumber ?? '',
    'NEMLOGIN.IAL': persona.mitid && levelUri(persona.mitid.ial),
  };
}

function assurance(mitid: MitIdIdentity, kind: 'private' | 'representative' | 'professional'): Values {
  const loa = loaOf(mitid, kind);
  const authenticators = mitid.authenticators.map((name) => (kind === 'private' ? name : `mitid:${name}`));
  return {
    LOA: loa && levelUri(loa),
    AAL: levelUri(mitid.aal),
    IAL: levelUri(mitid.ial),
    ACR: 'urn:eident:cert:eidas:high',
    MITID_AMR: authenticators.length === 1 ? authenticators : JSON.stringify(authenticators),
  };
}

function afterCprPage({ persona, request }: Login): Values {
  return {
    DK_SSN: request.returnSsn ? persona.cpr?.reveal() : undefined,
    NEMID_PID: request.returnNemidPid ? persona.nemidPid : undefined,
  };
}

function returnedTexts({ request: { referenceText, transactionText, additionalInfo } }: Login): Values {
  return {
    REFERENCE_TEXT: referenceText,
    TRANSACTION_TEXT: transactionText?.text,
    TRANSACTION_TEXT_TYPE: transactionText?.type,
    TRANSACTION_TEXT_SHA256: transactionText && createHash('sha256').update(transactionText.text).digest('base64'),
    ADDITIONAL_INFO: additionalInfo,
  };
}
