"""What pysaml2 leaves to its caller: the signature of HTTP-Redirect, which its parse_… functions do not look at."""

from saml2.sigver import verify_redirect_signature


class Refused(Exception):
    """A message that is not answered."""


def verify_query(idp, query, message):
    """Refuses a message that whom it names has not signed."""
    if 'Signature' not in query:
        raise Refused('the request is not signed')
    certs = idp.metadata.certs(message.issuer.text, 'spsso', 'signing')
    if not any(verify_redirect_signature(query, idp.sec.sec_backend, cert) for cert in certs):
        raise Refused('the signature of the request does not verify')
