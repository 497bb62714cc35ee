import { SOAP } from './message';

/** A SOAP 1.1 envelope around a response, as the assertion endpoint answers. */
export function soapEnvelope(response: string, { header = '', beside = '' } = {}): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    `<soapenv:Envelope xmlns:soapenv="${SOAP}">${header}` +
    `<soapenv:Body>${response.replace(/^<\?xml[^>]*\?>\s*/, '')}${beside}</soapenv:Body></soapenv:Envelope>`
  );
}

/** A SOAP 1.1 fault; `code` is the broker's own, where the detail carries one. */
export function soapFault(faultString: string, code?: string): string {
  const detail = code === undefined ? '' : `<detail><code>${code}</code></detail>`;
  return soapEnvelope(
    `<soapenv:Fault><faultcode>soapenv:Server</faultcode><faultstring>${faultString}</faultstring>${detail}</soapenv:Fault>`,
  );
}

/** The value of the form field `SAMLResponse`. */
export function base64(message: string | Buffer): string {
  return Buffer.from(message).toString('base64');
}
