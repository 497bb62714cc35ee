import { MemoryStateStore, type Logger, type SignicatOptions } from 'passport-mitid-saml';
import { makeTestKey, type Simulator } from 'passport-mitid-saml/simulator';
import type { Connections } from './login';
import {
  CALLBACK_PATH,
  NEMLOG_IN_CALLBACK_PATH,
  NEMLOG_IN_LOGOUT_PATH,
  SIGNICAT_MITID_CALLBACK_PATH,
  SIGNICAT_NEMID_CALLBACK_PATH,
} from './routes/paths';

const ENTITY_ID = 'https://fjordbo.example';

/**
 * Registers the application at every broker of the simulator: at a real one that is a form and a contract.
 *
 * @param url of the application.
 */
export async function connect(simulator: Simulator, url: string, logger: Logger): Promise<Connections> {
  const [signing, decryption] = await Promise.all([
    makeTestKey('Fjordbo, signing'),
    makeTestKey('Fjordbo, encryption'),
  ]);
  const keys = { signing, decryption };
  // One for all: the CPR match has to find the login that NemLog-in's strategy remembered.
  const common = { stateStore: new MemoryStateStore(), logger };
  const { nemLogIn, cprMatch } = connectNemLogIn(simulator, url, keys);
  return {
    eident: { ...connectEIdent(simulator, url), ...common },
    nemLogIn: { ...nemLogIn, ...common },
    cprMatch: { ...cprMatch, ...common },
    signicatMitId: { ...connectSignicatMitId(simulator, url, keys), ...common },
    signicatNemId: { ...connectSignicatNemId(simulator, url), ...common },
  };
}

type Keys = Readonly<Record<'signing' | 'decryption', Awaited<ReturnType<typeof makeTestKey>>>>;

/** At E-Ident: a callback. */
function connectEIdent(simulator: Simulator, url: string) {
  const callbackUrl = `${url}${CALLBACK_PATH}`;
  simulator.register({ callbackUrl });
  return { ...simulator.eident, callbackUrl };
}

/** At NemLog-in: a callback, where logouts go, and the certificates of the two keys. The CPR match knows us by the first. */
function connectNemLogIn({ nemlogin, uuidMatch }: Simulator, url: string, { signing, decryption }: Keys) {
  if (uuidMatch === undefined) throw new Error('the simulator was started without its CPR match');
  const application = {
    entityId: ENTITY_ID,
    callbackUrl: `${url}${NEMLOG_IN_CALLBACK_PATH}`,
    logoutUrl: `${url}${NEMLOG_IN_LOGOUT_PATH}`,
  };
  // Without CPR numbers, as a private company.
  nemlogin.register({ ...application, signingCert: signing.cert, encryptionCert: decryption.cert, cpr: false });
  const nemLogIn = {
    ...application,
    idpMetadata: nemlogin.idpMetadata,
    signingKey: signing.key,
    signingCert: signing.cert,
    decryptionKeys: [decryption],
  };
  return {
    nemLogIn,
    cprMatch: { ...uuidMatch, entityId: ENTITY_ID, clientCert: signing.cert, clientKey: signing.key },
  };
}

/** At Signicat with MitID: a callback and the certificates, as at NemLog-in; the CPR number in a step-up, not before. */
function connectSignicatMitId({ signicat }: Simulator, url: string, { signing, decryption }: Keys) {
  const application = {
    entityId: ENTITY_ID,
    callbackUrl: `${url}${SIGNICAT_MITID_CALLBACK_PATH}`,
    stepUpParameter: 'login',
  };
  signicat.register({ ...application, signingCert: signing.cert, encryptionCert: decryption.cert, cpr: 'step-up' });
  return {
    ...application,
    name: 'signicat-mitid',
    method: 'mitid',
    idpMetadata: signicat.idpMetadata,
    signingKey: signing.key,
    signingCert: signing.cert,
    decryptionKeys: [decryption],
  } satisfies SignicatOptions;
}

/** At Signicat with NemID: a callback. */
function connectSignicatNemId({ signicat }: Simulator, url: string) {
  const callbackUrl = `${url}${SIGNICAT_NEMID_CALLBACK_PATH}`;
  signicat.registerService({ callbackUrl });
  return { ...signicat.nemid, callbackUrl, name: 'signicat-nemid', method: 'nemid' } satisfies SignicatOptions;
}
