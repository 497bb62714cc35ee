import { xml } from '../../xml/template';
import { writeEnvelope } from '../saml11/write-message';
import type { EIdentErrorCode } from './error-codes';

/** A SOAP 1.1 fault whose faultstring is the broker's error code. */
export function writeFault(code: EIdentErrorCode): string {
  return writeEnvelope(
    xml`<soap:Fault><faultcode>soap:Client</faultcode><faultstring>${code}</faultstring></soap:Fault>`,
  );
}
