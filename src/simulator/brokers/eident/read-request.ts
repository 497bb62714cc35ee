import { MitIdError } from '../../../errors';
import { readXml, SOAP_MESSAGE, soapBodyChild, trimXml, type XmlElement } from '../../../trust';
import { EIdentError } from './error-codes';
import { SAMLP } from '../saml11/names';

/** What the SOAP request asks for. */
export interface ArtifactRequest {
  readonly requestId: string;
  readonly artifact: string;
}

const NC_NAME = /^[\p{L}_][\p{L}\p{N}._-]*$/u;

/**
 * Reads the SOAP request of the artifact profile with the product's own reader, which takes nothing that is not XML.
 *
 * @throws EIdentError `generalerror` when it is anything else than a SAML 1.1 Request for one artifact.
 */
export function readArtifactRequest(bytes: Buffer): ArtifactRequest {
  const request = bodyOf(bytes);
  if (!request.is(SAMLP, 'Request')) throw refuse(`the SOAP Body holds ${request.local}, not a samlp:Request`);
  if (request.attribute('MajorVersion') !== '1') throw refuse('MajorVersion is not 1');
  if (request.attribute('MinorVersion') !== '1') throw refuse('MinorVersion is not 1');
  if (request.attribute('IssueInstant') === undefined) throw refuse('IssueInstant is missing');
  const requestId = request.attribute('RequestID') ?? '';
  if (!NC_NAME.test(requestId)) throw refuse('RequestID is missing or no NCName');
  const [artifact, ...more] = request.all(SAMLP, 'AssertionArtifact');
  if (artifact === undefined || more.length > 0) throw refuse('the request holds not exactly one AssertionArtifact');
  return { requestId, artifact: trimXml(artifact.text ?? '') };
}

function bodyOf(bytes: Buffer): XmlElement {
  try {
    return soapBodyChild(readXml(bytes, SOAP_MESSAGE).root);
  } catch (error) {
    if (error instanceof MitIdError) throw refuse(`the SOAP request cannot be read: ${error.explain()}`);
    throw error;
  }
}

function refuse(reason: string): EIdentError {
  return new EIdentError('generalerror', reason);
}
